//! Prints the types of the views as TypeScript; the build leaves them in `pkg/views.d.ts`, beside the core they belong to.

fn main() {
    print!("{}", impromptu::view::typescript());
}
