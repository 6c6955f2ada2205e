/**
 * Makes a board whose packet waits for countersignatures, in the folder that is named, with passphrases stretched as the app does it: its own
 * process, since Playwright follows the paths of the compiler's settings and so finds no csv-parse.
 */
import { openSigner } from '../../electron/keys/signer.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';
import { countersigningBoard } from '../builders/countersigning-board.ts';
import { boardPorts } from '../fakes/board-ports.ts';

const files = openFiles();
await countersigningBoard(process.argv[2]!, boardPorts({ openKeys: (folder) => openSigner({ folder, files, ids: systemIds, keychain: null }) }));
