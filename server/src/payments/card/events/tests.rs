//! What Stripe tells, as it is read: which events mean something, and what of each.

use super::*;

fn told(kind: &str, object: &str) -> Option<Told> {
    let body = format!(r#"{{"id":"evt_1","type":"{kind}","livemode":false,"data":{{"object":{object}}}}}"#);
    read(&Received { id: "evt_1".to_owned(), kind: kind.to_owned(), body, received_at: 0 })
}

#[test]
fn a_session_that_is_filled_in_but_not_paid_is_not_paid() {
    for (payment, state) in [("paid", PageState::Paid), ("unpaid", PageState::Pending), ("odd", PageState::Strange)] {
        let object = format!(
            r#"{{"id":"cs_1","status":"complete","payment_status":"{payment}","amount_total":100,"currency":"idr"}}"#
        );
        let Some(Told::Page(page)) = told("checkout.session.completed", &object) else { panic!("{payment}") };
        assert_eq!((page.state, page.amount), (state, Some(100)));
    }
}

#[test]
fn a_dispute_that_closed_in_a_way_we_do_not_know_took_nothing() {
    for (kind, status, state) in [
        ("created", "needs_response", "open"),
        ("created", "under_review", "open"),
        ("closed", "lost", "lost"),
        ("closed", "won", "won"),
        ("created", "prevented", "lost"),
        ("closed", "prevented", "lost"),
        ("closed", "a new word", "won"),
    ] {
        let object =
            format!(r#"{{"id":"dp_1","payment_intent":"pi_1","amount":100,"currency":"idr","status":"{status}"}}"#);
        let Some(Told::Dispute(told)) = told(&format!("charge.dispute.{kind}"), &object) else { panic!("{status}") };
        assert_eq!((told.state, told.due_at), (state, None), "{kind} {status}");
    }
    for (case, state) in [("block", "won"), ("resolution", "lost")] {
        let object = format!(
            r#"{{"id":"dp_1","payment_intent":"pi_1","amount":100,"currency":"idr","status":"prevented",
                "payment_method_details":{{"type":"card","card":{{"brand":"visa","case_type":"{case}"}}}}}}"#
        );
        let Some(Told::Dispute(told)) = told("charge.dispute.created", &object) else { panic!("{case}") };
        assert_eq!(told.state, state, "{case}");
    }
    let object = r#"{"id":"dp_1","payment_intent":"pi_1","amount":100,"currency":"idr","status":"needs_response",
        "evidence_details":{"due_by":1796000000,"submission_count":0}}"#;
    let Some(Told::Dispute(told)) = told("charge.dispute.created", object) else { panic!("no dispute") };
    assert_eq!(told.due_at, Some(1_796_000_000_000));
}

#[test]
fn a_kind_we_do_not_know_is_nothing_and_a_shape_we_do_not_know_is_none() {
    assert_eq!(told("invoice.paid", "{}"), Some(Told::Nothing));
    assert_eq!(told("checkout.session.completed", r#"{"id":7}"#), None);
    assert_eq!(told("charge.refunded", r#"{"amount":100,"amount_refunded":"all","currency":"idr"}"#), None);
}
