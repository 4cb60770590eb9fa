//! Turns the table in `requests.rs` into types, the reading of a message, the permission of each request, and the dispatch of commands.

/// Takes one argument of a message: `required` fails when it is absent, `default` and `optional` do not.
macro_rules! argument {
    ($message:ident required $field:ident) => {
        $message.$field.ok_or("an argument is missing")?
    };
    ($message:ident default $field:ident) => {
        $message.$field.unwrap_or_default()
    };
    ($message:ident optional $field:ident) => {
        $message.$field
    };
}

/// The table of requests. A row is: documentation, name in the message, permission, variant, arguments, and for a command of one account
/// the code that carries it out.
macro_rules! requests {
    (
        queries {
            $( $(#[$query_doc:meta])* $query_name:literal $query_permission:ident $Query:ident
                $({ $( $(#[$query_field_doc:meta])* $query_kind:ident $query_field:ident: $query_type:ty ),* $(,)? })? )*
        }
        accounts {
            $( $(#[$accounts_doc:meta])* $accounts_name:literal $accounts_permission:ident $Accounts:ident
                $({ $( $(#[$accounts_field_doc:meta])* $accounts_kind:ident $accounts_field:ident: $accounts_type:ty ),* $(,)? })? )*
        }
        account($state:ident, $token:ident, $now:ident, $effects:ident) {
            $( $(#[$doc:meta])* $name:literal $permission:ident $Command:ident
                $({ $( $(#[$field_doc:meta])* $kind:ident $field:ident: $type:ty ),* $(,)? })? => $handler:block )*
        }
    ) => {
        /// What the edge answers at once from the state at hand. Nothing changes.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase"))]
        pub enum Query {
            $( $(#[$query_doc])* #[cfg_attr(feature = "types", ts(rename = $query_name))] $Query $({ $( $(#[$query_field_doc])* $query_field: $query_type ),* })? ),*
        }

        /// What concerns the list of accounts rather than one account.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase"))]
        pub enum AccountsCommand {
            $( $(#[$accounts_doc])* #[cfg_attr(feature = "types", ts(rename = $accounts_name))] $Accounts $({ $( $(#[$accounts_field_doc])* $accounts_field: $accounts_type ),* })? ),*
        }

        /// What a surface asks one account to do.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase"))]
        pub enum Command {
            $( $(#[$doc])* #[cfg_attr(feature = "types", ts(rename = $name))] $Command $({ $( $(#[$field_doc])* $field: $type ),* })? ),*
        }

        impl TryFrom<Message> for Request {
            type Error = &'static str;

            fn try_from(message: Message) -> Result<Self, Self::Error> {
                Ok(match message.r#do.as_str() {
                    $( $query_name => Self::Query(Query::$Query $({ $( $query_field: argument!(message $query_kind $query_field) ),* })?), )*
                    $( $accounts_name => Self::Accounts(AccountsCommand::$Accounts $({ $( $accounts_field: argument!(message $accounts_kind $accounts_field) ),* })?), )*
                    $( $name => Self::Account(Command::$Command $({ $( $field: argument!(message $kind $field) ),* })?), )*
                    _ => return Err("no such request"),
                })
            }
        }

        /// Every request there is, by its `do`, with who may send it. What does not stand here is refused to everybody.
        pub const REQUESTS: &[(&str, Permission)] = &[
            $( ($query_name, Permission::$query_permission), )*
            $( ($accounts_name, Permission::$accounts_permission), )*
            $( ($name, Permission::$permission), )*
        ];

        /// Carries a command out.
        pub(super) fn dispatch_command(
            $state: &mut State,
            $token: u32,
            command: Command,
            $now: Millis,
            $effects: &mut EffectBuilder,
        ) {
            match command {
                $( Command::$Command $({ $( $field ),* })? => $handler )*
            }
        }
    };
}

pub(super) use {argument, requests};
