/** Gives a text to the reader as a file, made in the page: nothing is asked of any server. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|\p{C}]/gu, '_').slice(-120);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
