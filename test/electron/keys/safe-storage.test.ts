import { describe, expect, test } from 'vitest';
import { safeStorageKeychain, type SafeStorage } from '../../../electron/keys/safe-storage.ts';

const storage = (overrides: Partial<SafeStorage> = {}): SafeStorage => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).map((byte) => byte ^ 1) as Buffer,
  decryptString: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 1)).toString(),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...overrides,
});

describe('the system\'s keychain', () => {
  test('is none where encryption is missing or the backend protects nothing', () => {
    expect(safeStorageKeychain(storage({ isEncryptionAvailable: () => false }), 'darwin')).toBe(null);
    for (const backend of ['basic_text', 'unknown']) expect(safeStorageKeychain(storage({ getSelectedStorageBackend: () => backend }), 'linux')).toBe(null);
    expect(safeStorageKeychain(storage(), 'linux')).not.toBe(null);
    const { getSelectedStorageBackend: _, ...elsewhere } = storage();
    expect(safeStorageKeychain(elsewhere, 'win32')).not.toBe(null);
    expect(safeStorageKeychain(elsewhere, 'linux')).toBe(null);
  });

  test('gives back what was put in, and throws for anything else', async () => {
    const keychain = safeStorageKeychain(storage(), 'darwin')!;
    const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
    expect(await keychain.unwrap(await keychain.wrap(key))).toEqual(key);
    await expect(keychain.unwrap(Uint8Array.of(1, 2, 3))).rejects.toThrow();
  });
});
