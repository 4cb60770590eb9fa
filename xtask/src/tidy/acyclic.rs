//! No circle of files: when one source file uses another, directly or through others, the other one does not use it.
//!
//! The check reads the tokens of the sources, so that neither comments nor texts count, and paths inside macros do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::sources;

/// The names of a module from the root of its crate, such as `["model", "tier"]`.
type Module = Vec<String>;

/// The dependencies of one source file.
#[derive(Default)]
struct File {
    module: Module,
    /// The child modules that it declares with `mod name;`.
    children: BTreeSet<String>,
    /// The paths that it uses, from the root of the crate.
    uses: BTreeSet<Module>,
    /// What it re-exports: name and path. A re-export is not a use of the file that it names.
    exports: BTreeMap<String, Module>,
}

/// The module of a file below the root of a crate: `model/tier.rs`, `model/mod.rs`, `lib.rs`.
fn module_of(path: &Path) -> Module {
    let path = path.with_extension("");
    let mut names: Module = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        names.pop();
    }
    names
}

fn is_punct(tree: Option<&TokenTree>, mark: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn ident(tree: Option<&TokenTree>) -> Option<String> {
    match tree {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        _ => None,
    }
}

fn group(tree: Option<&TokenTree>, delimiter: Delimiter) -> Option<TokenStream> {
    match tree {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}

/// Whether `::` begins at this place.
fn is_path_mark(trees: &[TokenTree], at: usize) -> bool {
    is_punct(trees.get(at), ':') && is_punct(trees.get(at + 1), ':')
}

/// The whole paths of the names from `at` on: `a::b`, `a::{b, c::d}`, each behind `prefix`. A name after `as` is left out.
fn paths_from(trees: &[TokenTree], mut at: usize, mut prefix: Module, found: &mut Vec<Module>) {
    loop {
        if let Some(name) = ident(trees.get(at)) {
            prefix.push(name);
            at += 1;
        } else if let Some(members) = group(trees.get(at), Delimiter::Brace) {
            let members: Vec<TokenTree> = members.into_iter().collect();
            for member in members.split(|tree| is_punct(Some(tree), ',')).filter(|member| !member.is_empty())
            {
                paths_from(member, 0, prefix.clone(), found);
            }
            return;
        } else {
            break;
        }
        if !is_path_mark(trees, at) {
            break;
        }
        at += 2;
    }
    found.push(prefix);
}

/// Resolves `crate`, `self` and `super` at the front of a path, and `self` at its end.
fn absolute(path: Module, module: &[String]) -> Module {
    let mut out: Module = Vec::new();
    for (at, name) in path.into_iter().enumerate() {
        match name.as_str() {
            "crate" => out.clear(),
            "self" if at == 0 => out = module.to_vec(),
            "self" => {}
            "super" if at == 0 => out = module[..module.len().saturating_sub(1)].to_vec(),
            "super" => drop(out.pop()),
            _ => out.push(name),
        }
    }
    out
}

impl File {
    fn read(path: &Path, text: &str) -> Self {
        let module = module_of(path);
        let mut file = Self { module: module.clone(), ..Self::default() };
        let tokens: TokenStream = text.parse().expect("a source has the tokens of Rust");
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let declared = trees.windows(3).filter_map(|three| {
            let module = ident(three.first()).filter(|word| word == "mod");
            module.filter(|_| is_punct(three.get(2), ';')).and(ident(three.get(1)))
        });
        file.children = declared.collect();
        file.walk(&trees, &module);
        file
    }

    /// Collects the paths in these tokens, which stand in `module`. Test modules are left out: they can use anything.
    fn walk(&mut self, trees: &[TokenTree], module: &[String]) {
        let mut at = 0;
        let mut test = false;
        while at < trees.len() {
            if is_punct(trees.get(at), '#') {
                let attribute = group(trees.get(at + 1), Delimiter::Bracket).map(|inner| inner.to_string());
                test |= attribute.is_some_and(|text| text.starts_with("cfg") && text.contains("test"));
            }
            let inner = ident(trees.get(at)).filter(|word| word == "mod").and(ident(trees.get(at + 1)));
            if let (Some(name), Some(body)) = (inner, group(trees.get(at + 2), Delimiter::Brace)) {
                let body: Vec<TokenTree> = body.into_iter().collect();
                if !std::mem::take(&mut test) {
                    self.walk(&body, &[module, &[name]].concat());
                }
                at += 3;
                continue;
            }
            // An attribute belongs to one item, which ends here at the latest.
            if is_punct(trees.get(at), ';') || group(trees.get(at), Delimiter::Brace).is_some() {
                test = false;
            }
            if let Some(TokenTree::Group(group)) = trees.get(at) {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.walk(&inner, module);
                at += 1;
                continue;
            }
            at = self.name(trees, at, module);
        }
    }

    /// Reads the path that may begin here, and returns where to go on.
    fn name(&mut self, trees: &[TokenTree], at: usize, module: &[String]) -> usize {
        let Some(word) = ident(trees.get(at)) else { return at + 1 };
        let root = ["crate", "self", "super"].contains(&word.as_str());
        let child = module == self.module && self.children.contains(&word);
        let inside = at >= 2 && is_path_mark(trees, at - 2);
        // `pub(in super::super)` says who may use this file.
        let is_visibility = at == 1 && ident(trees.first()).is_some_and(|word| word == "in");
        if inside || is_visibility || !(root || child) || !is_path_mark(trees, at + 1) {
            return at + 1;
        }
        let mut found = Vec::new();
        paths_from(trees, at, Vec::new(), &mut found);
        let exported = is_exported(trees, at);
        for path in found {
            let path = if child { [module, &path].concat() } else { absolute(path, module) };
            match path.last().cloned().filter(|_| exported) {
                Some(name) => drop(self.exports.insert(name, path)),
                None => drop(self.uses.insert(path)),
            }
        }
        // The path is read, its group included.
        let mut end = at + 1;
        while is_path_mark(trees, end) {
            end += 3;
        }
        end
    }
}

/// Whether the path at this place stands in `pub use` or `pub(crate) use`.
fn is_exported(trees: &[TokenTree], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|place| ident(trees.get(place)));
    if word(1).as_deref() != Some("use") {
        return false;
    }
    let scoped = at >= 3 && group(trees.get(at - 2), Delimiter::Parenthesis).is_some();
    word(if scoped { 3 } else { 2 }).as_deref() == Some("pub")
}

/// Which files each file uses, by module.
fn dependencies(files: &[File]) -> BTreeMap<Module, BTreeSet<Module>> {
    let by_module: BTreeMap<&Module, &File> = files.iter().map(|file| (&file.module, file)).collect();
    let target = |path: &Module| -> Option<Module> {
        let mut path = path.clone();
        // A re-export can lead to another one. A chain with more steps than files is a circle of re-exports.
        for _ in 0..=files.len() {
            let length =
                (0..=path.len()).rev().find(|length| by_module.contains_key(&path[..*length].to_vec()))?;
            let module = path[..length].to_vec();
            match path.get(length).and_then(|name| by_module[&module].exports.get(name)) {
                Some(exported) => path = [exported.as_slice(), &path[length + 1..]].concat(),
                None => return Some(module),
            }
        }
        None
    };
    files
        .iter()
        .map(|file| {
            let mut used: BTreeSet<Module> = file.uses.iter().filter_map(target).collect();
            used.remove(&file.module);
            (file.module.clone(), used)
        })
        .collect()
}

/// The modules of each circle. Modules without a circle are left out.
fn circles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Module> = uses.get(from).into_iter().flatten().collect();
        while let Some(module) = open.pop() {
            if seen.insert(module.clone()) {
                open.extend(uses.get(module).into_iter().flatten());
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<Module>> =
        uses.keys().map(|module| (module, reached(module))).collect();
    let mut found: Vec<BTreeSet<Module>> = all
        .iter()
        .filter(|(module, seen)| seen.contains(**module))
        .map(|(module, seen)| seen.iter().filter(|other| all[*other].contains(*module)).cloned().collect())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The files of the crate in `folder`. A `main.rs` beside a `lib.rs` is a crate of its own.
fn files_of(folder: &str) -> Vec<File> {
    let all = sources(folder, &[".rs"]);
    let library = all.iter().any(|(path, _)| path == &format!("{folder}/lib.rs"));
    all.iter()
        .filter(|(path, _)| !(library && path == &format!("{folder}/main.rs")))
        .map(|(path, text)| {
            let below = Path::new(path).strip_prefix(folder).expect("the path begins with the folder");
            File::read(below, text)
        })
        .collect()
}

/// The dependencies between the folders at the top, from those between files. Files at the root stand for themselves.
fn folders(uses: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut out: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    let top = |module: &Module| module.first().cloned().into_iter().collect::<Module>();
    for (module, used) in uses {
        let from = top(module);
        let others: BTreeSet<Module> = used.iter().map(top).filter(|to| *to != from).collect();
        out.entry(from).or_default().extend(others);
    }
    out
}

#[test]
fn the_sandbox_has_no_circle_of_files_or_folders() {
    let uses = dependencies(&files_of("sandbox/src"));
    assert_eq!(circles(&uses), Vec::<BTreeSet<Module>>::new(), "files");
    assert_eq!(circles(&folders(&uses)), Vec::<BTreeSet<Module>>::new(), "folders");
}

#[test]
fn the_extension_has_no_circle_of_files() {
    assert_eq!(circles(&dependencies(&files_of("src"))), Vec::<BTreeSet<Module>>::new());
}

/// The modules of a crate of these files, as `from > to` for each dependency.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<File> = files.iter().map(|(path, text)| File::read(Path::new(path), text)).collect();
    let line = |(from, used): (Module, BTreeSet<Module>)| {
        used.into_iter().map(|to| format!("{} > {}", from.join("::"), to.join("::"))).collect::<Vec<_>>()
    };
    dependencies(&files).into_iter().flat_map(line).collect()
}

#[test]
fn every_way_to_name_a_module_is_a_dependency() {
    let tier = ("model/tier.rs", "pub struct Tier;");
    let root = ("lib.rs", "mod model; mod api;");
    let model = ("model/mod.rs", "pub mod tier;");
    for text in [
        "use crate::model::tier::Tier;",
        "use crate::{model::{tier::{self, Tier}}};",
        "fn a() -> crate::model::tier::Tier { todo() }",
        "fn a() { json!({ \"tier\": crate::model::tier::name() }) }",
        "use super::model::tier;",
        "mod inner { use super::super::model::tier::Tier; }",
        "#[cfg(test)] const A: u8 = 1; mod inner { use crate::model::tier::Tier; }",
    ] {
        assert_eq!(arrows(&[root, model, tier, ("api.rs", text)]), ["api > model::tier"], "{text}");
    }
    for text in [
        "// crate::model::tier",
        "const A: &str = \"crate::model::tier\";",
        "#[cfg(test)] mod tests { use crate::model::tier; }",
        "pub(in crate::model::tier) struct A;",
    ] {
        assert_eq!(arrows(&[root, model, tier, ("api.rs", text)]), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_re_export_leads_to_the_file_of_the_item() {
    let files = [
        ("lib.rs", "mod model; mod api;"),
        (
            "model/mod.rs",
            "mod account; mod tier; pub use account::Account; pub(crate) use self::tier::{Tier, Cap};",
        ),
        ("model/account.rs", "use super::Tier; use crate::model::Cap;"),
        ("model/tier.rs", "pub struct Tier; pub struct Cap;"),
        ("api.rs", "use crate::model::Account;"),
    ];
    assert_eq!(arrows(&files), ["api > model::account", "model::account > model::tier"]);
}

#[test]
fn a_circle_is_found_with_its_files_and_no_others() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d; use a::A;"),
        ("a.rs", "use crate::b;"),
        ("b.rs", "use crate::c;"),
        ("c.rs", "fn f() { crate::a::f() }"),
        ("d.rs", "use crate::a;"),
    ];
    let files: Vec<File> = files.iter().map(|(path, text)| File::read(Path::new(path), text)).collect();
    let names = ["a", "b", "c"].map(|name| vec![name.to_owned()]);
    assert_eq!(circles(&dependencies(&files)), [BTreeSet::from(names)]);
}
