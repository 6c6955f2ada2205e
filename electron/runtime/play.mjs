// The main job as a person does it, step by step in the real app: what the demo plays and the journey test checks. Each step takes a
// Playwright page (the app's window) and leaves it on the screen that the step ends with. No assertion here: a step that can't be done
// waits until Playwright gives up, and says for what.

export const samplePassphrase = 'sample passphrase';

/** From the first start to Home. Making the sample takes some seconds, and a busy disk makes them many: every file of it is flushed. */
export async function openSample(page) {
  await page.getByRole('button', { name: 'Open the sample board' }).click();
  await home(page, 240_000);
}

/** Waits for Home with the board's dossiers on it. */
export async function home(page, timeout = 30_000) {
  await page.getByRole('table').getByRole('link').first().waitFor({ timeout });
}

/** From Home into a dossier by its title. */
export async function openDossier(page, title) {
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('navigation', { name: 'Dossier' }).waitFor();
}

export async function openTab(page, tab) {
  const tabs = page.getByRole('navigation', { name: 'Dossier' });
  await tabs.getByRole('link', { name: tab }).click();
  await tabs.locator('a[aria-current=page]', { hasText: tab }).waitFor();
  await page.getByText(/^Opening /).waitFor({ state: 'hidden' });
}

/** Chooses the heat map's first cell that holds hazards; answers its name. */
export async function filterByCell(page) {
  const cell = page.getByRole('grid', { name: /risk, severity by likelihood/ }).locator('[role=gridcell][data-empty=false]').first();
  await cell.click();
  return cell.textContent();
}

/** Selects the first hazard that the register shows; answers its id. */
export async function selectFirstHazard(page) {
  const row = page.getByRole('grid', { name: 'Hazard register' }).locator('[role=row][aria-rowindex]').nth(1);
  await row.click();
  return (await row.innerText()).match(/H-\d+/)?.[0] ?? '';
}

/** Records a finding on the hazard that is open. */
export async function recordFinding(page, { severity, text }) {
  await page.getByRole('button', { name: 'Record finding' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Record a finding' });
  await sheet.getByRole('radio', { name: severity }).check();
  await sheet.getByRole('textbox', { name: 'Finding' }).fill(text);
  await sheet.getByRole('button', { name: 'Record finding' }).click();
  await sheet.waitFor({ state: 'detached' });
}

/** Reads what is signed and gives the passphrase, in the window that main opens once `ask` asked for it. `onWindow` sees it before. */
export async function sign(app, ask, { passphrase = samplePassphrase, onWindow = async () => undefined } = {}) {
  const [window] = await Promise.all([app.waitForEvent('window'), ask()]);
  await window.getByLabel('Your passphrase').fill(passphrase);
  await onWindow(window);
  // The window may be gone before the click is told to have ended.
  await Promise.all([window.waitForEvent('close'), window.getByRole('button', { name: /^Sign/ }).click().catch(() => undefined)]);
}

/** Votes on the dossier that is open; conditions as `[{ text, dueOn, obliged }]`. */
export async function vote(app, page, { choice, reason, onSheet = async () => undefined, onWindow }) {
  await openTab(page, 'Sign-off');
  await page.getByRole('button', { name: /^Vote/ }).first().click();
  const sheet = page.getByRole('dialog', { name: /^Your vote on/ });
  await sheet.getByRole('radio', { name: choice, exact: false }).first().check();
  await sheet.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await onSheet(sheet);
  await sign(app, () => sheet.getByRole('button', { name: 'Continue to sign' }).click(), { onWindow });
  await sheet.waitFor({ state: 'detached' });
}

/** Waits until the store has brought the votes that a decision needs, then records what the rules give. */
export async function recordDecision(app, page, { reason, onSheet = async () => undefined }) {
  await openTab(page, 'Sign-off');
  await page.locator('button:not([aria-disabled=true])', { hasText: 'Record decision' }).click({ timeout: 60_000 });
  const sheet = page.getByRole('dialog', { name: /^Record the decision/ });
  await sheet.getByRole('textbox', { name: 'The board’s reason' }).fill(reason);
  await onSheet(sheet);
  await sign(app, () => sheet.getByRole('button', { name: 'Continue to sign' }).click());
  await sheet.waitFor({ state: 'detached' });
}

/** Issues the packet of the standing decision; answers its number. */
export async function issuePacket(app, page) {
  await openTab(page, 'Packet');
  await sign(app, () => page.getByRole('button', { name: /^Issue packet/ }).click());
  const packet = page.getByRole('listitem', { name: /^Packet / }).first();
  await packet.waitFor();
  return (await packet.getAttribute('aria-label')).replace('Packet ', '');
}

/** Verifies an issued packet on the Verify screen; answers the verdict line. */
export async function verify(page, number) {
  await page.getByRole('link', { name: 'Verify' }).first().click();
  await page.getByRole('button', { name: `Verify ${number}` }).click();
  const verdict = page.getByRole('article', { name: /^Verdict on/ }).getByRole('status').first();
  await verdict.waitFor();
  return (await verdict.innerText()).trim();
}

/** Waits until the store has everything of this machine, and this machine everything of the store. */
export async function synced(page) {
  await page.waitForFunction(async () => {
    const { ok, value } = await globalThis.countersign['sync.run']({});
    return ok && value.kind === 'idle' && value.waiting === 0;
  });
}
