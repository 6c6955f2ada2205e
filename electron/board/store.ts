import type { Store } from '../../shared/ports.ts';
import { folderStore } from '../sync/drivers/folder.ts';
import type { Profile } from './profile.ts';

/** The store that the profile names, or null: the board then lives on this machine alone. */
export function storeOf({ file, ports }: Pick<Profile, 'file' | 'ports'>): Store | null {
  return file.store === null ? null : folderStore(file.store.path, ports.files);
}
