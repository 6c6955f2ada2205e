// What is timed inside a page of the app or of an empty window, with Playwright only to press keys and turn the wheel. "Painted" is the
// task after the frame in which something was first there.

/** Puts the tools that the measurements share into the page. */
export function prepare(page) {
  return page.evaluate(() => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    globalThis.bench = {
      painted,
      /** Milliseconds from `startedAt` until `isThere` is true of what is painted; null where it isn't within a minute. */
      async until(isThere, startedAt) {
        for (;;) {
          if (isThere()) {
            await painted();
            return performance.now() - startedAt;
          }
          if (performance.now() - startedAt > 60_000 || /stopped working/.test(document.querySelector('main')?.innerText ?? '')) return null;
          await painted();
        }
      },
      medianParse(texts) {
        const times = [];
        for (let run = 0; run < 5; run++) {
          const at = performance.now();
          for (const text of texts) JSON.parse(text);
          times.push(performance.now() - at);
        }
        return times.sort((a, b) => a - b)[2];
      },
    };
  });
}

/** From an address, as if its link were clicked, to `rows` elements of a kind painted; and to the whole of it, once a text that marks what is missing is gone. */
export function clickToContent(page, { hash, rows, count = 1, wholeWhenGone = null }) {
  return page.evaluate(async (asked) => {
    const { until } = globalThis.bench;
    const startedAt = performance.now();
    location.hash = asked.hash;
    const first = await until(() => document.querySelectorAll(asked.rows).length >= asked.count, startedAt);
    const all = asked.wholeWhenGone === null || first === null ? first : await until(() => !document.querySelector('main').textContent.includes(asked.wholeWhenGone), startedAt);
    return { first, all };
  }, { hash, rows, count, wholeWhenGone });
}

/** JSON.parse of a revision's register, or of its evidence in neutral form, in the page. */
export function parseTime(page, { revision, of, pieces = null }) {
  return page.evaluate(async (asked) => {
    const text = (bytes) => new TextDecoder().decode(bytes);
    if (asked.of === 'register') {
      const { register } = (await globalThis.countersign['revision.read']({ revision: asked.revision })).value;
      return { parse: globalThis.bench.medianParse([text(register)]), megabytes: register.length / 1e6 };
    }
    const all = (await globalThis.countersign['evidence.read']({ revision: asked.revision })).value;
    const wanted = asked.pieces === null ? all : all.filter((_, index) => asked.pieces.includes(index));
    return { parse: globalThis.bench.medianParse(wanted.map(text)), megabytes: wanted.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6 };
  }, { revision, of, pieces });
}

/** A real key into a field, to another number of rows painted. Each of `keys` is typed in turn; the times of those that changed what is shown. */
export async function keysToPaint(page, { field, shown, keys }) {
  await page.locator(field).focus();
  const times = [];
  for (const key of keys) {
    await page.evaluate(([selector, from]) => {
      const read = () => {
        const element = document.querySelector(selector);
        return element?.getAttribute('aria-rowcount') ?? element?.innerText ?? '';
      };
      const before = read();
      globalThis.bench.took = new Promise((resolve) => document.querySelector(from).addEventListener('keydown', async ({ timeStamp }) => {
        resolve(await globalThis.bench.until(() => read() !== before || performance.now() - timeStamp > 800, timeStamp));
      }, { once: true }));
    }, [shown, field]);
    await page.keyboard.press(key);
    const took = await page.evaluate(() => globalThis.bench.took);
    if (took !== null && took < 800) times.push(took);
    await page.waitForTimeout(60);
  }
  return times;
}

/** A whole word into the palette's field, as a paste, to hits painted that have it. */
export async function wordsToHits(page, { words, within }) {
  await page.keyboard.press('Control+k');
  const field = page.locator('dialog[open] input[role=combobox]');
  await field.waitFor();
  if (within) await page.keyboard.press('Control+k');
  const startedAt = performance.now();
  // Its foot says how many dossiers are read; the whole index is what is measured.
  await page.waitForFunction(() => !/reading/i.test(document.querySelector('dialog[open] footer')?.innerText ?? ''), undefined, { timeout: 120_000 });
  await page.waitForTimeout(300);
  const times = [];
  for (const word of words) {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(150);
    await page.evaluate((wanted) => {
      globalThis.bench.took = new Promise((resolve) => document.querySelector('dialog[open] input').addEventListener('beforeinput', async ({ timeStamp }) => {
        const isHit = () => [...document.querySelectorAll('dialog[open] [role=option]')].some((option) => option.innerText.toLowerCase().includes(wanted));
        resolve(await globalThis.bench.until(() => document.querySelector('dialog[open] input').value === wanted && isHit(), timeStamp));
      }, { once: true }));
    }, word);
    await page.keyboard.insertText(word);
    times.push(await page.evaluate(() => globalThis.bench.took));
  }
  await page.keyboard.press('Escape');
  return { times, waited: performance.now() - startedAt };
}

/** Frames while `act` goes on, as the page's own animation frames see them: the deltas in milliseconds. */
export async function framesWhile(page, act) {
  await page.evaluate(() => {
    const deltas = [];
    let last = null;
    let going = true;
    const look = (at) => {
      if (last !== null) deltas.push(at - last);
      last = at;
      if (going) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    globalThis.benchFrames = () => { going = false; return deltas; };
  });
  await act();
  return page.evaluate(() => globalThis.benchFrames());
}

/** Turns the wheel over an element, or over the middle of the page, for a while: a notch at a time, as fast as the page takes them. */
export async function wheel(page, over, { notches = 120, by = 240 } = {}) {
  const box = over === null ? { x: 300, y: 300, width: 0, height: 0 } : await page.locator(over).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const step = 16;
  for (let i = 0; i < notches; i++) {
    const at = performance.now();
    await page.mouse.wheel(0, i < notches * 0.75 ? by : -by);
    const left = step - (performance.now() - at);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}

/** Goes through a table with a key held, as a keyboard repeats it: page after page, then row after row, and what is drawn once it rests. */
export async function walk(page, over, { pages = 30, rows = 60 } = {}) {
  if (over !== null) await page.locator(over).focus();
  for (const [key, times] of [['PageDown', pages], ['ArrowDown', rows]]) {
    for (let i = 0; i < times; i++) {
      await page.keyboard.down(key);
      await page.waitForTimeout(30);
    }
    await page.keyboard.up(key);
    await page.waitForTimeout(250);
  }
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The window's own process: its highest working set so far, and what its JavaScript holds once the unused is let go, both in MB. */
export async function memoryOf(app, page) {
  const peaks = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ type, name, serviceName, memory: { peakWorkingSetSize } }) => ({ type, name: name ?? serviceName ?? '', peakMb: peakWorkingSetSize / 1024 })));
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const highest = (pick) => Math.max(0, ...peaks.filter(pick).map(({ peakMb }) => peakMb));
  return { window: highest(({ type }) => type === 'Tab'), main: highest(({ type }) => type === 'Browser'), signer: highest(({ name }) => /signer/.test(name)), heap: usedSize / 1e6 };
}
