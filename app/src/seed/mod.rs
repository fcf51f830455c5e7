//! What people see of the demo: the page its WhatsApp buttons lead to. The demo itself is the server's.

pub mod pages;
