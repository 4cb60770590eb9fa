//! Build, run, test, bench, package.

fn main() {}
