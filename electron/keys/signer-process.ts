/** Entry of the signer process (Electron's utilityProcess): `<keys folder> <keychain | no-keychain>`. Private keys are in the clear here only. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFiles } from '../platform/files.ts';
import { systemIds } from '../platform/ids.ts';
import { Defect } from '../../shared/result.ts';
import { openSigner } from './signer.ts';
import { serveSigner } from './signer-service.ts';
import { tokensHere } from './token-access.ts';

const [folder, keychainArgument] = process.argv.slice(2);
if (folder === undefined) throw new Defect('the signer process was started without a folder');

const { parentPort } = process;
serveSigner(
  { post: (message) => parentPort.postMessage(message), onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)) },
  (keychain) => openSigner({ folder, files: openFiles(), ids: systemIds, keychain: keychainArgument === 'keychain' ? keychain : null, tokens: tokensHere(dirname(fileURLToPath(import.meta.url))) }),
);
