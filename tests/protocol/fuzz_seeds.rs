//! The seeds of the fuzz targets: the first byte of each chooses the endpoint that its file is named after.

use impromptu::protocol::Endpoint;
use std::path::Path;

#[test]
fn a_seed_drives_the_endpoint_that_it_is_named_after() {
    let mut named = 0;
    for kind in ["fields", "reply"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(kind);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().to_lowercase();
            // Some are named after what is wrong with them.
            let Some(index) =
                Endpoint::ALL.iter().position(|endpoint| endpoint.name().to_lowercase() == name)
            else {
                continue;
            };
            let choice = usize::from(std::fs::read(&path).unwrap()[0]) % Endpoint::ALL.len();
            assert_eq!(choice, index, "{}: {:?}", path.display(), Endpoint::ALL[choice]);
            named += 1;
        }
    }
    assert!(named >= 30, "{named} seeds are named after an endpoint");
}
