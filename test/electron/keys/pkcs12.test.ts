import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Der } from '../../../electron/keys/der-reader.ts';
import { readPkcs12 } from '../../../electron/keys/pkcs12.ts';
import { pkcs12Kdf, bmpText, kdfUse } from '../../../electron/keys/pkcs12-kdf.ts';
import { memberKeyHome } from '../../../electron/keys/token-file.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../../shared/bytes/envelope.ts';
import { troubleLine } from '../../../shared/copy/trouble.ts';
import type { Result } from '../../../shared/result.ts';
import { generator } from '../../attacks/random-damage.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { hasTool, runTool } from '../../builders/tool.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';

const passphrase = 'of the file: Ærø 🜂';
const ours = 'correct horse battery';
const message = preAuthenticationEncoding(payloadTypes.act, new Uint8Array(3));
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : 'flaw' in result.trouble.params ? `${result.trouble.code} ${result.trouble.params.flaw}` : result.trouble.code);
const openssl = hasTool('openssl');
if (!openssl) console.info('Tests of PKCS#12 files are skipped: openssl is not installed.');

/** Runs openssl in the folder; the words are split at blanks. */
function run(folder: string, words: string, more: readonly string[] = []): void {
  const { code, err } = runTool('openssl', [...words.split(' ').map((word) => word.replace('./', `${folder}/`)), ...more]);
  if (code !== 0) throw new Error(`openssl ${words}: ${err}`);
}

/** A key, its certificate, and another pair beside them. */
async function pairs(genpkey = '-algorithm EC -pkeyopt ec_paramgen_curve:P-256', names: readonly string[] = ['one', 'two']): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    run(folder, `genpkey ${genpkey} -out ./${name}.key`);
    run(folder, `req -x509 -key ./${name}.key -subj /CN=${name} -days 30 -out ./${name}.pem`);
  }
  return folder;
}

/** A PKCS#12 file as openssl writes it with these words. */
function exported(folder: string, words = '', { key = 'one', certificate = 'one', pass = passphrase } = {}): Uint8Array {
  const out = join(folder, `${Math.random()}.p12`);
  run(folder, `pkcs12 -export -inkey ./${key}.key -in ./${certificate}.pem${words === '' ? '' : ` ${words}`} -out`, [out, '-passout', `pass:${pass}`]);
  return Uint8Array.from(readFileSync(out));
}

/** The file with its integrity check made again over what it holds now. */
function withNewMac(file: Uint8Array): Uint8Array {
  const [, authSafe, macData] = Der.read(file).sequence();
  const [digestInfo, salt, iterations] = macData!.sequence();
  const old = digestInfo!.sequence()[1]!.octets();
  const key = pkcs12Kdf('sha256', bmpText(passphrase), salt!.octets(), iterations?.integer() ?? 1, kdfUse.mac, 32);
  const changed = Uint8Array.from(file);
  changed.set(createHmac('sha256', key).update(authSafe!.sequence()[1]!.tagged(0)[0]!.octets()).digest(), Buffer.from(file).indexOf(old));
  return changed;
}

/** A file of 65,536 rounds that asks for eight million everywhere. */
function manyRounds(file: Uint8Array): Uint8Array {
  const changed = Buffer.from(file);
  for (let at = changed.indexOf('0203010000', 'hex'); at !== -1; at = changed.indexOf('0203010000', at, 'hex')) changed.set([0x7f, 0xff, 0xff], at + 2);
  return changed;
}

describe.skipIf(!openssl)('a key from a PKCS#12 file', () => {
  test('becomes a key like one that was made here: under our passphrase, in our envelope, and signs', async () => {
    const folder = await pairs();
    const file = exported(folder);
    const keys = await temporaryFolder();
    const signer = quickSigner(keys);
    const request = { file, name: 'one.p12', filePassphrase: passphrase, passphrase: ours, sample: false };
    const spki = valueOf(await signer.importKey(request));
    run(folder, 'pkey -in ./one.key -pubout -outform DER -out ./one.der');
    expect(Buffer.from(spki).equals(await readFile(join(folder, 'one.der')))).toBe(true);
    expect(valueOf(await memberKeyHome(keys, openFiles()))).toEqual({ kind: 'file' });
    expect(await nodeVerifySignature(spki, message, valueOf(await signer.sign({ key: 'member', purpose: 'act', message, passphrase: ours })))).toBe(true);
    expect(codeOf(await signer.sign({ key: 'member', purpose: 'act', message, passphrase }))).toBe('key/wrong-passphrase');
    const written = await readFile(join(keys, 'member.key'), 'latin1');
    expect(written).toContain('"N":32768');
    // The same file again changes nothing; another key is never put in its place.
    expect(codeOf(await signer.importKey(request))).toBe('ok');
    expect(codeOf(await signer.importKey({ ...request, file: exported(folder, '', { key: 'two', certificate: 'two' }) }))).toBe('key/other-home');
    expect(await readFile(join(keys, 'member.key'), 'latin1')).toBe(written);
    expect(codeOf(await quickSigner(await temporaryFolder()).importKey({ ...request, passphrase: 'short' }))).toBe('key/short-passphrase');
  });

  test('a private key under somebody else’s public one, with their certificate, is no key', async () => {
    const folder = await pairs();
    const [own, other] = ['one', 'two'].map((name) => { run(folder, `pkcs8 -topk8 -nocrypt -in ./${name}.key -outform DER -out ./${name}.p8`); return readFileSync(join(folder, `${name}.p8`)); });
    const mixed = Buffer.concat([own!.subarray(0, -64), other!.subarray(-64)]);
    writeFileSync(join(folder, 'mixed.key'), `-----BEGIN PRIVATE KEY-----\n${mixed.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`);
    expect(codeOf(await readPkcs12(exported(folder, '', { key: 'mixed', certificate: 'two' }), 'mixed.p12', passphrase))).toBe('key/import-refused damaged');
  });

  test('every way of locking that Node has: AES in three sizes, triple DES, four hashes, an unlocked part, an empty passphrase', async () => {
    const folder = await pairs();
    for (const [words, pass] of [
      ['', passphrase], ['-keypbe AES-128-CBC -certpbe AES-192-CBC -macalg sha512 -iter 1', passphrase], ['-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1', passphrase],
      ['-keypbe NONE -certpbe NONE -macalg sha384', passphrase], ['-nocerts', passphrase], ['-certfile ./two.pem -name Helena', passphrase], ['-iter 100000', passphrase], ['', ''],
    ] as const) {
      const read = await readPkcs12(exported(folder, words, { pass }), 'one.p12', pass);
      expect([words, codeOf(read)]).toEqual([words, 'ok']);
    }
  });

  test('a wrong passphrase is told apart from everything else', async () => {
    const folder = await pairs();
    const file = exported(folder);
    for (const wrong of ['', 'x', `${passphrase} `, passphrase.toUpperCase()]) expect(codeOf(await readPkcs12(file, 'one.p12', wrong))).toBe('key/wrong-file-passphrase');
  });

  test('what is not one P-256 key with its certificate is refused in plain words', async () => {
    const folder = await pairs();
    const refused: [Uint8Array, string, string][] = [
      [exported(folder, '-nomac'), 'no-mac', 'integrity check'], [new TextEncoder().encode('-----BEGIN CERTIFICATE-----'), 'not-pkcs12', 'PKCS#12'], [new Uint8Array(), 'not-pkcs12', 'PKCS#12'],
      [Uint8Array.from(readFileSync(join(folder, 'one.pem'))), 'not-pkcs12', 'PKCS#12'], [new Uint8Array(300_000).fill(0x30), 'too-large', 'larger'],
      [manyRounds(exported(folder, '-iter 65536')), 'too-many-rounds', 'openssl pkcs12'],
    ];
    const nokeys = join(folder, 'nokeys.p12');
    run(folder, `pkcs12 -export -nokeys -in ./one.pem -out ${nokeys} -passout`, [`pass:${passphrase}`]);
    refused.push([Uint8Array.from(readFileSync(nokeys)), 'no-key', 'no private key']);
    for (const [genpkey, named] of [
      ['-algorithm RSA -pkeyopt rsa_keygen_bits:2048', 'RSA'], ['-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048', 'RSA-PSS'], ['-algorithm ED25519', 'Ed25519'], ['-algorithm EC -pkeyopt ec_paramgen_curve:P-384', 'P-384'],
      ['-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1', 'secp256k1'], ['-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit', 'written out'],
    ] as const) refused.push([exported(await pairs(genpkey, ['one'])), 'not-p256', named]);
    for (const [file, reason, words] of refused) {
      const read = await readPkcs12(file, 'chosen.p12', passphrase);
      expect(codeOf(read)).toBe(`key/import-refused ${reason}`);
      const line = read.ok ? '' : troubleLine(read.trouble);
      expect(line).toContain('chosen.p12');
      expect(line).toContain(words);
    }
  });

  test('an old file that only RC2 opens names the command that makes it new', async () => {
    const folder = await pairs();
    let file: Uint8Array;
    try {
      file = exported(folder, '-legacy');
    } catch {
      console.info('The old kind of PKCS#12 file is not tried: this openssl has no legacy provider.');
      return;
    }
    const read = await readPkcs12(file, 'old.p12', passphrase);
    expect(codeOf(read)).toBe('key/import-refused unknown-cipher');
    expect(read.ok ? '' : troubleLine(read.trouble)).toContain('openssl pkcs12 -legacy -in');
  });

  test('a key that is not its certificate’s is refused', async () => {
    const folder = await pairs();
    // openssl won't write such a file, so the bytes of one certificate take the place of the other's and the check is made again.
    const mixed = exported(folder, '-keypbe NONE -certpbe NONE -iter 1', {});
    const [one, two] = (['one', 'two'] as const).map((name) => {
      run(folder, `x509 -in ./${name}.pem -outform DER -out ./${name}.crt`);
      return readFileSync(join(folder, `${name}.crt`));
    });
    const at = Buffer.from(mixed).indexOf(one!);
    expect(at).toBeGreaterThan(0);
    if (one!.length !== two!.length) return;
    mixed.set(two!, at);
    expect(codeOf(await readPkcs12(mixed, 'mixed.p12', passphrase))).toBe('key/wrong-file-passphrase');
    expect(codeOf(await readPkcs12(withNewMac(mixed), 'mixed.p12', passphrase))).toBe('key/import-refused certificate-differs');
  });

  test('cut short anywhere, or with any byte changed, it gives the same key or none, and never throws', async () => {
    const folder = await pairs();
    const file = exported(folder, '-iter 1');
    const whole = valueOf(await readPkcs12(file, 'one.p12', passphrase));
    for (let length = 0; length < file.length; length += 7) expect(codeOf(await readPkcs12(file.subarray(0, length), 'one.p12', passphrase))).toMatch(/^key\/import-refused (?:damaged|not-pkcs12)$/);
    const random = generator(20_261_127);
    for (let at = 0; at < file.length; at++) {
      const changed = Uint8Array.from(file);
      changed[at] = changed[at]! ^ (1 + Math.floor(random() * 255));
      const read = await readPkcs12(changed, 'one.p12', passphrase);
      if (read.ok) expect(read.value.spki).toEqual(whole.spki);
      else expect(read.trouble.code).toMatch(/^key\//);
    }
  });
});

test('the stretching is that of RFC 7292, as openssl computes it', () => {
  // openssl kdf -keylen 24 -kdfopt digest:SHA1 -kdfopt hexpass:0073006d006500670000 -kdfopt hexsalt:0a58cf64530d823f -kdfopt iter:1 -kdfopt id:1 PKCS12KDF
  expect(pkcs12Kdf('sha1', bmpText('smeg'), Buffer.from('0a58cf64530d823f', 'hex'), 1, kdfUse.key, 24).toString('hex')).toBe('8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3');
});
