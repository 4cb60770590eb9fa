//! The core, from Rust to `pkg/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell;
use crate::sizes::{Sizes, sha256};

/// The features of WebAssembly that both browsers have. With `--all-features` wasm-opt may emit what a released browser refuses to load.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
];

/// What wasm-opt does first.
///
/// Twice over: the second pass finds what the first laid open. What one place alone calls stays by itself unless it is tiny: browsers compile a
/// function when it is first called, and whoever wakes the worker would wait for all that was drawn into it (`docs/performance.md`). At the end
/// functions are sorted by name, so that those which were compiled from the same source for different types are neighbours: an archive finds
/// repetition within 32 KB only, and this takes three percent off it. Names are needed for that, so they are kept (`-g`).
const OPTIMISE: [&str; 7] = [
    "-g",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size",
    "20",
    "--reorder-functions-by-name",
    "--vacuum",
];

/// What wasm-opt does last: it takes the names away, and what tells of the tools.
const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// How much work the compiler puts into the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Optimisation {
    /// What ships: small and fast, minutes to build.
    Release,
    /// The same core, a few times larger, seconds after an edit: for development.
    Quick,
}

/// Compiles the core and leaves `impromptu.js`, `impromptu_bg.wasm`, `impromptu.d.ts` and the types of the views,
/// `views.d.ts`, in `pkg/`.
pub(crate) fn build(optimisation: Optimisation) -> Result<()> {
    build_module(optimisation)?;
    println!("Writing the types of the views.");
    let mut cargo = shell::cargo(&["build"]);
    cargo.args(shell::WORKSPACE).args(["--example", "views"]);
    if optimisation == Optimisation::Quick {
        // The example prints once, so it is compiled quickly; otherwise it shares the core that the tests run.
        cargo.args(["--config", "profile.dev.package.impromptu.opt-level=0"]);
    }
    shell::must(&mut cargo)?;
    let types = shell::output(&mut shell::program(shell::target().join("debug/examples/views")))?;
    fs::write(shell::root().join("pkg/views.d.ts"), types).context("pkg/views.d.ts cannot be written.")
}

/// The same without the types of the views, which the extension needs for the TypeScript compiler alone.
pub(crate) fn build_module(optimisation: Optimisation) -> Result<()> {
    println!("Building the core.");
    let profile = match optimisation {
        Optimisation::Release => "release",
        Optimisation::Quick => "quick",
    };
    let module = compile("impromptu", profile)?;
    let pkg = shell::root().join("pkg");
    clear(&pkg)?;
    bind(&module, "impromptu", &pkg, optimisation)?;
    fs::remove_file(pkg.join("impromptu_bg.wasm.d.ts"))?;
    if optimisation == Optimisation::Release {
        shrink(&pkg.join("impromptu_bg.wasm"))?;
        println!("{}", Sizes::of_core()?);
    }
    Ok(())
}

/// Compiles the part of the core that the bench measures by itself, in the same way, into `target/bench-core`.
pub(crate) fn build_bench() -> Result<()> {
    println!("Building what the bench measures of the core by itself.");
    let module = compile("bench-core", "release")?;
    let folder = shell::target().join("bench-core");
    bind(&module, "bench_core", &folder, Optimisation::Release)?;
    shrink(&folder.join("bench_core_bg.wasm"))
}

/// Writes the bindings of a module. In a release the names of functions are kept for [`shrink`], which takes them away.
fn bind(module: &Path, name: &str, folder: &Path, optimisation: Optimisation) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .out_name(name)
        .typescript(true)
        .remove_name_section(optimisation == Optimisation::Quick)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen could not write {}.", folder.display()))
}

/// Runs cargo for a package and says where the module is.
fn compile(package: &str, profile: &str) -> Result<PathBuf> {
    // Panic messages carry source paths: without this the module would tell, and depend on, where it was built.
    let home =
        std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut remaps = vec![format!("--remap-path-prefix={}=.", shell::root().display())];
    remaps.extend(home.map(|home| format!("--remap-path-prefix={home}=cargo")));
    let mut cargo = shell::cargo(&[
        "build",
        "--profile",
        profile,
        "--lib",
        "-p",
        package,
        "--target",
        "wasm32-unknown-unknown",
    ]);
    shell::must(cargo.env("CARGO_ENCODED_RUSTFLAGS", remaps.join("\u{1f}")))?;
    Ok(shell::target()
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Empties `pkg/` of what an earlier build left.
fn clear(pkg: &Path) -> Result<()> {
    for file in shell::files_below(pkg)? {
        if file != Path::new("README.md") {
            fs::remove_file(pkg.join(file))?;
        }
    }
    Ok(())
}

/// Lets wasm-opt rewrite the module in place. It takes seconds, so its answer is kept under the hash of the question.
fn shrink(module: &Path) -> Result<()> {
    let mut question = fs::read(module)?;
    question.extend([&FEATURES[..], &OPTIMISE, &STRIP].concat().concat().bytes());
    let kept = shell::target().join("optimised").join(format!("{}.wasm", sha256(&question)));
    if !kept.is_file() {
        println!("Shrinking it with wasm-opt.");
        let folder = kept.parent().context("the kept module has a folder")?;
        fs::create_dir_all(folder)?;
        let fresh = folder.join("fresh.wasm");
        for (passes, from) in [(&OPTIMISE[..], module), (&STRIP, &fresh)] {
            let mut optimiser = shell::node("binaryen/bin/wasm-opt", passes);
            shell::must(optimiser.args(FEATURES).arg(from).arg("-o").arg(&fresh))?;
        }
        fs::rename(fresh, &kept)?;
    }
    fs::copy(&kept, module)?;
    Ok(())
}
