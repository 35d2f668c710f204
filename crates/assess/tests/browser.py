"""Uses reports as a reader would, in a real Chromium, in light and dark.

Arguments: pages, each with its JSON report beside it. With PLCONV_SCREENSHOTS=DIRECTORY, pictures are kept there.
"""
import json
import os
import pathlib
import shutil
import sys

from playwright.sync_api import expect, sync_playwright


def number(text):
    return float(text.replace(",", ""))


def live(page, name):
    return number(page.locator(f'[data-live="{name}"]').first.inner_text())


def rows(page):
    return page.locator("#rows .grid-row")


def column(page, index):
    return [row.locator(":scope > *").nth(index).inner_text() for row in rows(page).all()[:10]]


def keep(page, name):
    directory = os.environ.get("PLCONV_SCREENSHOTS")
    if directory:
        page.screenshot(path=f"{directory}/{name}.png")


def use(page, report, name):
    objects = report["objects"]
    counted = page.locator("#counted")
    expect(counted).to_contain_text(f"{len(objects):,} of {len(objects):,} objects")
    keep(page, f"{name}-top")

    # Filters: by name, by kind, by risk.
    page.fill("#find", objects[0]["name"].lower())
    expect(rows(page).filter(has_text=objects[0]["name"]).first).to_be_visible()
    page.click("#clear")
    page.select_option("#kind", "TABLE")
    tables = sum(row["kind"] == "TABLE" for row in objects)
    expect(counted).to_contain_text(f"{tables:,} of {len(objects):,} objects")
    assert set(column(page, 0)) == {"table"}
    page.click("#clear")
    risks = {}
    for row in objects:
        risks[row["risk"]] = risks.get(row["risk"], 0) + 1
    risk = max(risks, key=risks.get)
    chip = page.locator("#risks .chip", has_text=risk)
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(counted).to_contain_text(f"{risks[risk]:,} of {len(objects):,} objects")
    page.click("#clear")

    # Sorting, both ways.
    header = page.locator('[data-sort="lines"]')
    header.locator("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    lines = [number(text) for text in column(page, 2)]
    assert lines == sorted(lines, reverse=True) and lines[0] == max(row["code_lines"] for row in objects), lines
    header.locator("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    lines = [number(text) for text in column(page, 2)]
    assert lines == sorted(lines), lines

    # An object: by keyboard, with its source, its output and how its effort came about.
    shown = (row for row in objects if row["source"] and row["generated"])
    for body in sorted(shown, key=lambda row: len(row["findings"]), reverse=True):
        # The filter finds parts of names, and several releases in a tree have the same.
        if sum(body["kind"] == row["kind"] and body["name"] in row["name"] for row in objects) == 1:
            break
    page.fill("#find", body["name"])
    page.select_option("#kind", body["kind"])
    rows(page).first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog#object")
    expect(dialog).to_be_visible()
    expect(dialog.locator("h2")).to_contain_text(body["name"])
    expect(dialog.locator(".side")).to_have_count(2)
    expect(dialog.locator(".side").first).to_contain_text(body["source"][0]["text"].split("\n")[0].strip())
    for finding in body["findings"][:3]:
        expect(dialog).to_contain_text(finding["message"])
    keep(page, f"{name}-object")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.click("#clear")

    # A code and a wave filter the objects.
    code = report["codes"][0]
    page.locator(f'#findings [data-code="{code["code"]}"]').click()
    with_code = sum(any(finding["code"] == code["code"] for finding in row["findings"]) for row in objects)
    expect(counted).to_contain_text(f"{with_code:,} of {len(objects):,} objects")
    page.click("#clear")

    # The rate changes the total.
    before = live(page, "cost")
    assert abs(before - report["effort"]["cost"]["expected"]) < 1.5, before
    rate = page.locator('[data-rate="project"]')
    rate.fill(str(2 * report["effort"]["rates"]["project"]))
    project = report["effort"]["minutes"]["project"]["expected"] / 60 / report["effort"]["hours_per_day"]
    more = project * report["effort"]["rates"]["project"]
    assert abs(live(page, "cost") - before - more) < 1.5, (before, more, live(page, "cost"))
    days = live(page, "days")
    page.fill("#test-factor", "3")
    # Tests are a factor of what is converted by hand, which may be nothing.
    if report["effort"]["minutes"]["convert"]["expected"] > 0:
        tests = report["effort"]["minutes"]["test"]["expected"] / 60 / report["effort"]["hours_per_day"]
        expect(page.locator('[data-live="test-expected"]')).not_to_have_text(f"{tests:.2f}")
    page.locator("form.rates button[type=reset]").click()
    expect(page.locator('[data-live="cost"]').first).to_have_text(f"{round(before):,}")
    assert live(page, "days") == days or abs(live(page, "days") - report["effort"]["days"]["expected"]) < 1

    # The graph and the charts are there.
    expect(page.locator("#graph .node").first).to_be_visible()
    assert page.locator("svg.chart").count() >= 5
    page.locator("#graph .node").first.click()
    expect(dialog).to_be_visible()
    page.locator("dialog .bar button").click()
    expect(dialog).to_be_hidden()

    # On paper: tables in place of what needs a screen, on white, and the browser can make pages of it.
    page.emulate_media(media="print")
    for control in ("#find", "nav", "#graph", "form.rates"):
        expect(page.locator(control).first).to_be_hidden()
    printed = page.locator(".print-only tbody tr")
    expect(printed.first).to_be_visible()
    assert printed.count() == min(60, len(objects)), printed.count()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)", paper
    pages = page.pdf(format="A4").count(b"/Type /Page\n") if len(objects) < 10_000 else None
    assert pages is None or pages >= 5, pages
    page.emulate_media(media="screen")

    # Every control has a name.
    unnamed = page.evaluate("""() => [...document.querySelectorAll('button, select, input')].filter((element) => !(
        element.textContent.trim() || element.getAttribute('aria-label') || element.labels?.length)).length""")
    assert unnamed == 0, unnamed


def main(paths):
    chromium = os.environ.get("PLCONV_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in map(pathlib.Path, paths):
            report = json.loads(path.with_suffix(".json").read_text())
            backgrounds = set()
            # A page of 50,000 objects is about size.
            for scheme in ("light",) if path.stem == "many" else ("light", "dark"):
                page = browser.new_page(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
                # A busy machine takes its time.
                page.set_default_timeout(120_000)
                problems = []
                page.on("pageerror", lambda error: problems.append(str(error)))
                page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
                page.on("request", lambda request: None if request.url.startswith("file:") else problems.append(request.url))
                page.goto(path.as_uri())
                use(page, report, f"{path.stem}-{scheme}")
                background = "getComputedStyle(document.body).backgroundColor"
                backgrounds.add(page.evaluate(background))
                page.locator("#theme").click()
                backgrounds.add(page.evaluate(background))
                assert not problems, problems
                page.close()
            assert len(backgrounds) == 2, backgrounds
        browser.close()


main(sys.argv[1:])
