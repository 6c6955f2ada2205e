// Makes one packet (`ours PAGES`) or sets the same lines bare (`bare FILE`), and prints the most memory that it held, in kB.
import { readFileSync } from 'node:fs';
import { barePdfkit, longPacket, packetOfPages } from './packet.mjs';

const [what, given] = process.argv.slice(2);
if (what === 'bare') await barePdfkit(JSON.parse(readFileSync(given, 'utf8')));
else await (Number(given) > 100 ? longPacket(Number(given)) : packetOfPages(Number(given)));
process.stdout.write(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
