// `countersign verify` and `gate` against a Node that does nothing, and against pdfsig on the same file.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { trustPem } from '../../shared/board/trust.ts';
import { largePacket } from '../builders/large-packet.ts';
import { sealedPacket } from '../builders/sealed-packet.ts';
import { against, medianMs } from './measure.mjs';
import { packetOfPages } from './packet.mjs';

const command = fileURLToPath(new URL('../../dist/cli/countersign.js', import.meta.url));

export async function measure() {
  const { world, bytes, length } = await packetOfPages(60);
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  try {
    const [packet, root, store] = [path.join(folder, 'packet.pdf'), path.join(folder, 'root.pem'), path.join(folder, 'nss')];
    writeFileSync(packet, bytes);
    writeFileSync(root, trustPem(world.basis.ca));
    mkdirSync(store);
    execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${store}`, '-n', 'board', '-t', 'CT,C,C', '-i', root]);
    const run = (program, words) => () => {
      const { error, status } = spawnSync(program, words, { stdio: 'ignore' });
      if (error) throw error;
      if (status !== 0 && words.includes('gate')) throw new Error(`The gate exited with ${status}.`);
    };
    const ours = await medianMs(run(process.execPath, [command, 'verify', packet, '--trust', root]), 5);
    const gate = await medianMs(run(process.execPath, [command, 'gate', packet, '--trust', root, '--artifact-digest', `sha256:${world.basis.revision.revision.artifacts[0].digest}`, '--allow-open-conditions', '--quiet']), 7);
    const nothing = await medianMs(run(process.execPath, ['-e', '0']), 5);
    const pdfsig = await medianMs(run('pdfsig', ['-nssdir', `sql:${store}`, packet]), 5);
    const large = await largeFile(folder);
    return [
      ...large,
      against('countersign gate', gate, 'ms', 'node -e 0', nothing, `A packet of ${length} pages, ${(bytes.length / 1e6).toFixed(1)} MB, one artifact by digest; whole processes. To take below 1,000 ms.`),
      against('countersign gate', gate, 'ms', 'pdfsig', pdfsig, 'As verify below.'),
      against('countersign verify', ours, 'ms', 'node -e 0', nothing, `A packet of ${length} pages, ${(bytes.length / 1e6).toFixed(1)} MB; whole processes.`),
      against('countersign verify', ours, 'ms', 'pdfsig', pdfsig, 'pdfsig checks one signature; verify also the grammar, the files, the sign-offs and the rules.'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// A process tells its peak when it ends. What the system counts for `resourceUsage` begins with the parent's size, which is large here.
const tellPeak = `data:text/javascript,${encodeURIComponent('import { readFileSync } from "node:fs"; process.platform === "linux" && process.on("exit", () => process.stderr.write("\\npeak " + /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]));')}`;

/** A packet of 300 MB: how long it takes, and how much more memory than the file itself. */
async function largeFile(folder) {
  const sealed = await sealedPacket();
  const [packet, root] = [path.join(folder, 'large.pdf'), path.join(folder, 'large.pem')];
  const bytes = await largePacket(sealed, 300_000_000);
  writeFileSync(packet, bytes);
  writeFileSync(root, sealed.trustPem);
  const startedAt = performance.now();
  const ours = spawnSync(process.execPath, ['--import', tellPeak, command, 'verify', packet, '--trust', root], { encoding: 'utf8' });
  const oursMs = performance.now() - startedAt;
  if (ours.status !== 0) throw new Error(`A packet of 300 MB: exit ${ours.status}\n${ours.stdout}${ours.stderr}`);
  const pdfsig = await medianMs(() => { spawnSync('pdfsig', ['-nocert', packet], { stdio: 'ignore' }); }, 1);
  if (process.platform !== 'linux') return [against('verify, a packet of 300 MB', oursMs, 'ms', 'pdfsig', pdfsig, 'The whole process, once. Its memory is measured on Linux only.')];
  const peakMb = Number(/peak (\d+)/.exec(ours.stderr)[1]) * 1024 / 1e6;
  return [
    against('verify, a packet of 300 MB', oursMs, 'ms', 'pdfsig', pdfsig, 'The whole process, once.'),
    against('verify, peak memory of that', peakMb, 'MB', 'the file', bytes.length / 1e6, 'Node itself included: the file is held once.'),
  ];
}
