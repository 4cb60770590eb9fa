//! The panel in somebody else's page, and pages that mean harm.
