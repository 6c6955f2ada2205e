import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const playbookItem = (title: string, more: object = {}) => ({
  type: title.split(' ')[0], title, description: `What ${title} asks for.`, section_about: 'Why it matters.', section_actions: '* Do this.\n* Do that.', section_doc: '- Write this down.', section_ref: 'A book.', 'AI Actors': ['Governance and Oversight'], Topic: ['Governance', 'Risk'], ...more,
});

export const fixtures: FormatFixtures = {
  format: 'nist-ai-rmf-playbook',
  good: {
    'an excerpt': [rawFile('playbook.json', JSON.stringify([playbookItem('GOVERN 1.1'), playbookItem('Map 2.3'), playbookItem('MANAGE 4.1')], null, 1))],
    'an item without a title': [rawFile('playbook.json', JSON.stringify([playbookItem('MEASURE 2.1'), { type: 'Measure' }, 7]))],
  },
};
