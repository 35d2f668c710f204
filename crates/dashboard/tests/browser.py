"""Uses the page as somebody would who looks after a load, in a real Chromium, in light and dark.

Argument: the page's URL with its token. What the load has to wait for is said on standard output and answered on standard
input. With PLCONV_SCREENSHOTS=DIRECTORY, pictures are kept there.
"""
import os
import shutil
import sys

from playwright.sync_api import expect, sync_playwright


def tell(what):
    print(what, flush=True)
    assert sys.stdin.readline() == "go on\n"


def keep(page, name):
    directory = os.environ.get("PLCONV_SCREENSHOTS")
    if directory:
        page.screenshot(path=f"{directory}/{name}.png", full_page=True)


def use(page):
    status = page.locator("#status")
    pause = page.locator("#pause")
    expect(page.locator("#name")).to_have_text("personnel")
    expect(status).to_have_text("loading")
    assert "token" not in page.url, page.url
    # The first table has chunks that are done, and one that failed for good.
    row = page.locator('tr[data-table="HR.DEPARTMENTS"]')
    expect(row).to_contain_text("1 failed")
    expect(page.locator("#failed")).to_have_text("1")
    expect(page.locator("#problems")).to_contain_text("UNDO_RETENTION")
    keep(page, "loading")

    # A pause: the chunk that is being loaded is finished, and no other begins.
    expect(pause).to_have_text("Pause")
    pause.click()
    expect(pause).to_have_text("Resume")
    expect(status).to_have_text("paused")
    tell("asked for a pause")
    expect(page.locator("#log li", has_text="paused").filter(has_not_text="somebody")).to_have_count(1)
    tell("is paused")
    keep(page, "paused")

    # What failed is to be tried again; it goes on when somebody says so.
    page.locator("#retry").click()
    expect(page.locator("#retry")).to_be_disabled()
    expect(status).to_have_text("paused")
    pause.click()
    expect(status).to_have_text("finished")
    expect(page.locator("#failed")).to_have_text("0")
    expect(page.locator("#problems-section")).to_be_hidden()
    expect(page.locator("#rows")).to_have_text("1,796")
    expect(page.locator("#rejected")).to_have_text("4")
    expect(page.locator("#headline")).to_contain_text("Everything is there: 3 tables, 1,796 rows")
    expect(page.locator("#tasks-bar")).to_have_attribute("aria-valuenow", "100")
    expect(pause).to_be_disabled()
    expect(page.locator("#retry")).to_be_disabled()

    # The quarantine says what is wrong, and with which row.
    expect(page.locator("#reasons tbody tr")).to_have_count(2)
    page.locator("#rows-details summary").click()
    expect(page.locator("#quarantine tbody tr")).to_have_count(4)
    expect(page.locator("#quarantine tbody tr").first).to_contain_text("NAME")

    # Tables are found by name and by what is wrong.
    page.fill("#find", "hist")
    expect(page.locator("#tables tbody tr")).to_have_count(1)
    expect(page.locator("#tables-count")).to_have_text("1 of 3 tables")
    page.fill("#find", "")
    page.select_option("#show", "trouble")
    expect(page.locator("#tables tbody tr")).to_have_count(2)
    page.select_option("#show", "all")
    expect(page.locator("#chart svg")).to_be_visible()

    # Every control has a name.
    unnamed = page.evaluate("""() => [...document.querySelectorAll('button, select, input')].filter((element) => !(
        element.textContent.trim() || element.getAttribute('aria-label') || element.labels?.length)).length""")
    assert unnamed == 0, unnamed


def main(url):
    chromium = os.environ.get("PLCONV_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    expect.set_options(timeout=60_000)
    origin = url.split("?")[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        backgrounds = set()
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1360, "height": 900}, color_scheme=scheme)
            # A busy machine takes its time.
            page.set_default_timeout(120_000)
            problems = []
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
            page.on("request", lambda request: None if request.url.startswith(origin) or request.url == "data:," else problems.append(request.url))
            page.goto(url)
            if scheme == "light":
                use(page)
            expect(page.locator("#status")).to_have_text("finished")
            keep(page, f"finished-{scheme}")
            background = "getComputedStyle(document.body).backgroundColor"
            backgrounds.add(page.evaluate(background))
            page.locator("#theme").click()
            backgrounds.add(page.evaluate(background))
            assert not problems, problems
            if scheme == "dark":
                page.set_viewport_size({"width": 420, "height": 900})
                overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                keep(page, "narrow")
                assert overflow <= 0, overflow
            page.close()
        assert len(backgrounds) == 2, backgrounds
        browser.close()


main(sys.argv[1])
