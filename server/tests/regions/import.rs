//! Importing regions: all or nothing, parents that come later, addresses that keep leading somewhere.

use server::regions::import::{self, Imported};

use crate::on_both;
use crate::support::TestApp;

const WAKATOBI: &str = "code,name,province,island\n\
    74.07,Kabupaten Wakatobi,Sulawesi Tenggara,\n\
    74.07.05,Wangi-Wangi Selatan,,Wangi-Wangi\n\
    74.07.05.2022,Liya Togo,,Wangi-Wangi\n\
    74.07.04,Kaledupa,,Kaledupa\n\
    74.07.04.2001,Liya Togo,,Kaledupa\n";

async fn imported(app: &TestApp, text: &str, apply: bool, root: bool) -> Imported {
    let sheet = import::read(text.as_bytes()).unwrap();
    assert!(sheet.errors.is_empty(), "{:?}", sheet.errors);
    import::run(&app.house, sheet.rows, apply, root).await.unwrap()
}

fn added(imported: Imported) -> usize {
    match imported {
        Imported::Plan(plan) => plan.add.len(),
        Imported::Wrong(errors) => panic!("{errors:?}"),
    }
}

on_both! {
    async fn a_plan_writes_nothing_and_applying_it_writes_the_tree(app: TestApp) {
        assert_eq!(added(imported(&app, WAKATOBI, false, false).await), 6);
        assert_eq!(app.count("select count(*) from regions").await, 0);
        assert_eq!(added(imported(&app, WAKATOBI, true, false).await), 6);
        assert_eq!(app.count("select count(*) from regions where level = 'province' and zone = 'WITA'").await, 1);
        assert_eq!(app.count("select count(*) from regions v join regions r on r.id = v.regency_id \
            join regions d on d.id = v.parent_id where r.slug = 'wakatobi' and v.slug = 'liya-togo-kaledupa' \
            and d.slug = 'kaledupa' and v.island = 'Kaledupa'").await, 1);
        assert_eq!(app.count("select count(*) from audit where action = 'regions.imported'").await, 1);
    }

    async fn one_wrong_row_leaves_nothing(app: TestApp) {
        let text = format!("{WAKATOBI}74.99.01,Nowhere,,\n");
        match imported(&app, &text, true, false).await {
            Imported::Wrong(errors) => {
                assert_eq!((errors[0].line, errors[0].key), (7, "regions-import-parent"));
            }
            Imported::Plan(plan) => panic!("{plan:?}"),
        }
        assert_eq!(app.count("select count(*) from regions").await, 0);
    }

    async fn importing_the_same_file_again_changes_nothing(app: TestApp) {
        imported(&app, WAKATOBI, true, false).await;
        match imported(&app, WAKATOBI, true, false).await {
            Imported::Plan(plan) => assert_eq!((plan.add.len(), plan.change.len(), plan.unchanged), (0, 0, 5)),
            Imported::Wrong(errors) => panic!("{errors:?}"),
        }
        assert_eq!(app.count("select count(*) from regions").await, 6);
    }

    async fn a_regency_that_comes_later_takes_its_villages_in(app: TestApp) {
        let villages = "code,name\n74.07.05,Wangi-Wangi Selatan\n74.07.05.2022,Liya Togo\n";
        assert!(matches!(imported(&app, villages, true, false).await, Imported::Wrong(_)));
        imported(&app, villages, true, true).await;
        assert_eq!(app.count("select count(*) from regions where regency_id is null and parent_id is null").await, 1);
        imported(&app, "code,name,province\n74.07,Kabupaten Wakatobi,Sulawesi Tenggara\n", true, false).await;
        assert_eq!(app.count("select count(*) from regions v join regions r on r.id = v.regency_id \
            where r.slug = 'wakatobi'").await, 2);
        assert_eq!(app.count("select count(*) from regions d join regions r on r.id = d.parent_id \
            where d.level = 'district' and r.level = 'regency'").await, 1);
    }

    async fn a_new_name_keeps_the_old_address_until_the_place_takes_it_back(app: TestApp) {
        imported(&app, WAKATOBI, true, false).await;
        imported(&app, "code,name\n74.07,Kabupaten Kepulauan Tukang Besi\n", true, false).await;
        assert_eq!(app.count("select count(*) from region_slugs where scope = 'regency' and slug = 'wakatobi'").await, 1);
        imported(&app, "code,name\n74.07,Kabupaten Wakatobi\n", true, false).await;
        assert_eq!(app.count("select count(*) from region_slugs where slug = 'wakatobi'").await, 0);
        assert_eq!(app.count("select count(*) from region_slugs where slug = 'kepulauan-tukang-besi'").await, 1);
        assert_eq!(app.count("select count(*) from regions where slug = 'wakatobi'").await, 1);
    }
}
