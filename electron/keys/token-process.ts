/**
 * A program of its own that visits a token once, for the command line: a module that hangs or crashes takes only this process with
 * it. Reads one request as JSON from its input and writes one answer; the addon lies beside it, or in the folder that it is told.
 */
import { text } from 'node:stream/consumers';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Defect } from '../../shared/result.ts';
import { loadCryptoki } from './token-addon.ts';
import { visitToken } from './token-visit.ts';
import { TokenRequest } from './token.ts';

const request = TokenRequest.safeParse(JSON.parse(await text(process.stdin)));
if (!request.success) throw new Defect('a token was asked for something that there isn’t');
const cryptoki = loadCryptoki(process.argv[2] ?? dirname(fileURLToPath(import.meta.url)));
process.stdout.write(JSON.stringify(cryptoki.ok ? visitToken(cryptoki.value, request.data) : cryptoki));
