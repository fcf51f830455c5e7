//! Identifiers. Each is a UUIDv7 as text, so a list in order of ids is a list in order of birth.

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(pub String);

        impl $name {
            /// The text as it stands in the database.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )+};
}

id! {
    /// A nation's part: province, regency, district or village.
    RegionId,
    /// A person who signs in.
    AccountId,
    /// A link that enrols, opens on a fresh device, or sets a password.
    InvitationId,
    /// A browser that knows accounts.
    DeviceId,
    /// One signed-in stay.
    SessionId,
    /// A tourist's browser with a checkout.
    VisitorId,
    /// A storefront.
    ShopId,
    /// Who made a piece.
    MakerId,
    /// Where a shop hands pieces over.
    PlaceId,
    /// A piece, or a kind of piece.
    ProductId,
    /// A picture of a piece.
    PhotoId,
    /// One checkout.
    OrderId,
    /// A shop's part of an order.
    ShopOrderId,
    /// Money asked for, and what became of it.
    PaymentId,
    /// Money on its way from the operator to a shop.
    PayoutId,
    /// A way of sending in a regency's table.
    ServiceId,
    /// Payouts that were made together.
    BatchId,
}
