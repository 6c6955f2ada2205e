/** Servers on loopback that play a timestamp authority or a place with lists: honest ones, `openssl ts` itself, and the other kinds. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface LoopbackServer { readonly url: string; readonly asked: () => number; close(): Promise<void> }

/** Starts a server on a port of its own. */
export async function serve(listener: RequestListener): Promise<LoopbackServer> {
  let asked = 0;
  const server: Server = createServer((request, response) => { asked++; listener(request, response); });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked,
    close: () => new Promise((closed) => { server.closeAllConnections(); server.close(() => closed()); }),
  };
}

/** Answers every request with what `answer` makes of its body. */
export function serveStamps(answer: (request: Uint8Array) => Uint8Array): Promise<LoopbackServer> {
  return serve((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => { response.writeHead(200, { 'content-type': 'application/timestamp-reply' }); response.end(answer(new Uint8Array(Buffer.concat(pieces)))); });
  });
}

export interface OpensslAuthority { readonly root: string; readonly list: string; answer(request: Uint8Array): Uint8Array }

/** A root, a timestamp authority under it and the root's list, all by OpenSSL, in `folder`. Its clock is the machine's. */
export function opensslAuthority(folder: string, responder: string | null = null): OpensslAuthority {
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): void => { execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' }); };
  writeFileSync(at('ts.cnf'), [
    '[ca]', 'default_ca = own', '[own]', `database = ${at('index.txt')}`, `serial = ${at('ca.serial')}`, `crlnumber = ${at('crl.number')}`, 'default_md = sha256', 'default_crl_days = 3650', 'policy = any', `new_certs_dir = ${folder}`, '[any]', 'commonName = supplied',
    '[root]', 'basicConstraints = critical,CA:TRUE', 'keyUsage = critical,keyCertSign,cRLSign', 'subjectKeyIdentifier = hash',
    '[stamp]', 'keyUsage = critical,digitalSignature', 'extendedKeyUsage = critical,timeStamping', 'subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid', ...(responder === null ? [] : [`authorityInfoAccess = OCSP;URI:${responder}`]),
    '[tsa]', 'default_tsa = stamper', '[stamper]', `serial = ${at('ts.serial')}`, 'crypto_device = builtin', `signer_cert = ${at('tsa.pem')}`, `certs = ${at('tsa-root.pem')}`, `signer_key = ${at('tsa.key')}`, 'signer_digest = sha256',
    'default_policy = 1.2.3.4.1', 'digests = sha256', 'accuracy = secs:1', 'ordering = no', 'tsa_name = no', 'ess_cert_id_chain = no', 'ess_cert_id_alg = sha256', '',
  ].join('\n'));
  for (const [name, text] of [['index.txt', ''], ['ca.serial', '10'], ['crl.number', '01'], ['ts.serial', '01']] as const) writeFileSync(at(name), text);
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa-root.key', '-out', 'tsa-root.pem', '-subj', '/CN=Real Stamp root', '-days', '7300', '-config', '/etc/ssl/openssl.cnf', '-extensions', 'v3_ca');
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Real Stamp');
  openssl('ca', '-batch', '-config', 'ts.cnf', '-name', 'own', '-extensions', 'stamp', '-days', '3650', '-notext', '-in', 'tsa.csr', '-out', 'tsa.pem', '-cert', 'tsa-root.pem', '-keyfile', 'tsa-root.key');
  openssl('ca', '-config', 'ts.cnf', '-name', 'own', '-gencrl', '-cert', 'tsa-root.pem', '-keyfile', 'tsa-root.key', '-out', 'tsa.crl');
  let count = 0;
  return {
    root: at('tsa-root.pem'), list: at('tsa.crl'),
    answer: (request) => {
      const name = `r${count++}`;
      writeFileSync(at(`${name}.tsq`), request);
      openssl('ts', '-reply', '-config', 'ts.cnf', '-section', 'stamper', '-queryfile', `${name}.tsq`, '-out', `${name}.tsr`);
      return new Uint8Array(readFileSync(at(`${name}.tsr`)));
    },
  };
}
