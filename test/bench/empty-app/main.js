// The rival: the least that an Electron app can do. Shows an empty window, or prints a page to PDF and tells how long it took.
import { app, BrowserWindow } from 'electron';

const print = process.argv.indexOf('--print');

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  if (print < 0) {
    void window.loadURL('data:text/html,<!doctype html><main><h1>Empty</h1></main>');
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
  process.stdout.write(`RESULT ${JSON.stringify({ printMs: times[Math.floor(times.length / 2)] })}\n`, () => app.exit(0));
});
