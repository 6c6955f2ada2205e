/** The component kit in our type, colours and measures; `tokens.css` stays the one place where they are written down. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = ['#eef4fc', '#dce8f8', '#b9d2f3', '#7fb2f8', '#5b98e8', '#3e7fd6', '#2a6cc7', '#1b5cb8', '#164c99', '#113b78'];

export const mantineTheme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
  fontSizes: { xs: 'var(--t12)', sm: 'var(--t13)', md: 'var(--t14)', lg: 'var(--t16)', xl: 'var(--t20)' },
  lineHeights: { xs: 'var(--lh12)', sm: 'var(--lh13)', md: 'var(--lh14)', lg: 'var(--lh16)', xl: 'var(--lh20)' },
  spacing: { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s5)', xl: 'var(--s6)' },
  radius: { xs: 'var(--r1)', sm: 'var(--r2)', md: 'var(--r2)', lg: 'var(--r3)', xl: 'var(--r3)' },
  defaultRadius: 'sm',
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
});

const surfaces = {
  '--mantine-color-body': 'var(--surface)', '--mantine-color-text': 'var(--ink)', '--mantine-color-dimmed': 'var(--ink-3)', '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--link)', '--mantine-color-error': 'var(--failed)', '--mantine-color-default': 'var(--surface)', '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)', '--mantine-color-default-border': 'var(--line-3)', '--mantine-color-disabled': 'var(--sunken)', '--mantine-color-disabled-color': 'var(--ink-3)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
