/** The operating system's keychain through Electron's safeStorage, where it is real. */
import { fromBase64, toBase64 } from '../../shared/bytes/base64.ts';
import type { Keychain } from './key-file.ts';

/** The part of Electron's `safeStorage` that is used. The backend is asked for on Linux only. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
  getSelectedStorageBackend?(): string;
}

/**
 * A keychain, or null where there is none worth the name: no encryption, or on Linux the backend `basic_text`, whose
 * password is the same on every machine. Ask after Electron is ready.
 */
export function safeStorageKeychain(safeStorage: SafeStorage, platform: NodeJS.Platform): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend?.() ?? 'unknown')) return null;
  return {
    wrap: async (dataKey) => Uint8Array.from(safeStorage.encryptString(toBase64(dataKey))),
    unwrap: async (wrapped) => {
      const bytes = fromBase64(safeStorage.decryptString(Buffer.from(wrapped)), 'data key');
      if (!bytes.ok) throw new Error('the keychain gave something that was not put in');
      return bytes.value;
    },
  };
}
