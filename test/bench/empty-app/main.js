// The rival: the least that an Electron app can do. Shows an empty window, or prints a page to PDF, and tells how long it took.
import { app, BrowserWindow } from 'electron';

const startedAt = process.getCreationTime() ?? Date.now();
const say = (result) => process.stdout.write(`RESULT ${JSON.stringify(result)}\n`, () => app.exit(0));
const print = process.argv.indexOf('--print');

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: print < 0, webPreferences: { sandbox: true } });
  if (print < 0) {
    await window.loadURL('data:text/html,<!doctype html><h1>Empty</h1>');
    await window.webContents.executeJavaScript('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    const memory = app.getAppMetrics().map(({ type, memory: { workingSetSize } }) => ({ type, workingSetKb: workingSetSize }));
    say({ startMs: Date.now() - startedAt, memory });
    return;
  }
  await window.loadFile(process.argv[print + 1]);
  const times = [];
  for (let run = 0; run < 4; run++) {
    const at = performance.now();
    await window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
    times.push(performance.now() - at);
  }
  times.shift();
  times.sort((a, b) => a - b);
  say({ printMs: times[Math.floor(times.length / 2)] });
});
