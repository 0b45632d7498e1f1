"""What people do on pages: they open, type, tick and press. Fields go by their names, which are a promise; buttons by role."""

from dev.life import MUST_TICK

SUPERVISOR, AUDITOR = "ohjaaja@sopu.test", "arkisto@sopu.test"


def log_in(page, life, email=SUPERVISOR):
    """By the code that comes by mail."""
    before = len(life.mails())
    page.goto("/login")
    page.locator("[name=email]").fill(email)
    button(page, "/login").click()
    code = life.wait_for(lambda: next(life.codes(email, before), ""), f"login code for {email}")
    page.locator("[name=code]").fill(code)
    button(page, "/login/code").click()
    page.locator("[name=code]").wait_for(state="detached")


def button(page, ending):
    """The button of the form whose address ends so; to a browser the choice of a file is a button too."""
    return page.locator(f'form[action$="{ending}"]').get_by_role("button").and_(page.locator("button"))


def write(page, values):
    """Write a contract by hand, from the first field to the last: {name of the field: what to type or choose}."""
    for name, value in values.items():
        put(page, name, value)


def put(page, name, value):
    """Type or choose this in the field of that name, wherever the form keeps it."""
    field = page.locator(f'[name="{name}"]:not([type=hidden])')
    if field.count() == 0:
        another_row(page)
    if field.first.get_attribute("type") == "radio":
        field = page.locator(f'[name="{name}"][value="{value}"]')
        uncover(field)
        field.check()
        _as_without_script(page, name)
    elif field.evaluate("it => it.localName") == "select":
        uncover(field)
        field.select_option(value)
        _as_without_script(page, name)
    else:
        uncover(field)
        field.fill(value)


def another_row(page):
    """A row more for somebody who is supervised."""
    rows = page.locator("[data-row]")
    count = rows.count()
    page.locator("[name=_do][value=add_row]").click()
    rows.nth(count).wait_for()


def uncover(field):
    """Open what is folded around a field, from the outermost in."""
    folded = field.locator("xpath=ancestor::details[not(@open)][last()]/summary")
    while folded.count():
        folded.click()


def preview(page):
    """From the form to the draft's page. Raises AssertionError with what the form asks to be mended."""
    page.locator("[name=_do][value=save]:not([aria-hidden])").first.click()
    page.locator('form[action$="/send"], #faults').first.wait_for()
    assert page.locator("#faults").count() == 0, page.get_by_role("alert").inner_text()


def send(page):
    """From the draft's page on its way; the contract's id."""
    button(page, "/send").first.click()
    page.locator('form[action$="/send"]').first.wait_for(state="detached")
    return page.url.rpartition("/")[2].partition("?")[0]


def open_link(page, link):
    """Where the mail leads: the page asks for an answer."""
    page.goto(link)
    accepting(page).wait_for()


def tick_and_name(page, name):
    """Tick what there is to tick, and write the name."""
    form = page.locator('form[action$="/accept"]')
    for box in MUST_TICK:
        if form.locator(f"[name={box}]").count():
            form.locator(f"[name={box}]").check()
    form.locator("[name=typed_name]").fill(name)


def accepting(page):
    """The button that accepts."""
    return button(page, "/accept")


def accept(page, link, name):
    """From the mail to accepted, in three acts: the link, tick and name, the button."""
    open_link(page, link)
    tick_and_name(page, name)
    accepting(page).click()
    accepting(page).wait_for(state="detached")


def _as_without_script(page, name):
    """Without a script a choice is followed by pressing the button beside it that brings what belongs to it."""
    refresh = page.locator(f'button.refresh[formaction$="#{name}"]')
    if refresh.count() and refresh.is_visible():
        with page.expect_navigation():
            refresh.click()
