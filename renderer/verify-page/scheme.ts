/** Light or dark, as the machine has it and as it changes: `tokens.css` goes by this attribute. */
export function followScheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => { document.documentElement.dataset['mantineColorScheme'] = dark.matches ? 'dark' : 'light'; };
  dark.addEventListener('change', follow);
  follow();
}
