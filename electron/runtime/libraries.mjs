// The system libraries that Electron needs on Linux and, for the checks, the independent tools that judge our packets.
import { Stop, capture, isRoot, onPath } from './project.mjs';

// What Electron links or loads -> the Debian package that has it.
const shared = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
};
// Program -> the Debian package that has it. Used by the tests only.
const judges = {
  pdfsig: 'poppler-utils',
  qpdf: 'qpdf',
  mutool: 'mupdf-tools',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  gcc: 'gcc',
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
};
const display = { Xvfb: 'xvfb' };

function missing({ tests, screenless }) {
  const listed = capture(onPath('ldconfig') ?? 'ldconfig', ['-p']).output;
  const programs = { ...(tests ? judges : {}), ...(screenless ? display : {}) };
  return [
    ...Object.keys(shared).filter((name) => !listed.includes(`${name} `)).map((name) => shared[name]),
    ...Object.keys(programs).filter((name) => !onPath(name)).map((name) => programs[name]),
  ];
}

// Debian 13 and Ubuntu 24.04 renamed two libraries for 64-bit time.
const renamed = (name) =>
  ['libgtk-3-0', 'libasound2'].includes(name) && capture('apt-cache', ['show', `${name}t64`]).code === 0 ? `${name}t64` : name;

/**
 * Installs what is missing through apt-get when this is root on Debian; otherwise stops with the one command to run.
 * `tests` asks for the judging tools too, `screenless` for a virtual screen. Returns a few words, or '' outside Linux.
 */
export function bringLibraries(wanted) {
  if (process.platform !== 'linux') return '';
  const absent = missing(wanted);
  if (absent.length === 0) return 'libraries present';
  if (!onPath('apt-get')) {
    throw new Stop(`These are missing (named as Debian packages): ${absent.join(' ')}. Install their equivalents and run this again.`);
  }
  if (!isRoot()) {
    throw new Stop(`System packages are missing. Run this once, then try again:\n  sudo apt-get install --no-install-recommends ${absent.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.error(`Installing system packages: ${absent.join(' ')}`);
  // A failed update is not fatal by itself: the lists that are there may do.
  capture('apt-get', ['update', '-qq'], { env });
  const { code, output } = capture('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...absent.map(renamed)], { env });
  const still = missing(wanted);
  if (code !== 0 || still.length > 0) {
    throw new Stop(`apt-get could not install ${(still.length > 0 ? still : absent).join(' ')}:\n${output.trim().split('\n').slice(-8).join('\n')}`);
  }
  return `installed ${absent.join(' ')}`;
}
