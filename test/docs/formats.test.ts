import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ArchiveFormat } from '../../electron/dossier/archive.ts';
import { DossierFile, readDossierFile } from '../../electron/dossier/dossier-file.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { Evidence } from '../../shared/dossier/evidence.ts';
import { HazardRegister } from '../../shared/dossier/hazard.ts';
import { HazardFile, hazardColumns, readHazards } from '../../shared/dossier/hazard-table.ts';
import { Revision } from '../../shared/dossier/revision.ts';
import { evidenceKindWords } from '../../shared/copy/status.ts';
import { ChecklistRecordFile } from '../../shared/evidence/checklist-record.ts';
import { ChecklistTemplate } from '../../shared/evidence/checklist-template.ts';
import { DesignRecordFile } from '../../shared/evidence/design-record.ts';
import { Answers } from '../../shared/evidence/reader.ts';
import { readers } from '../../shared/evidence/registry.ts';
import { readFileSync } from 'node:fs';
import { GateReport } from '../../shared/packet/gate-report.ts';
import { PacketPolicy } from '../../shared/packet/demand.ts';
import { StatusList, StatusListFile, statusListFault } from '../../shared/packet/status-list.ts';
import { readPacketPolicy } from '../../electron/cli/judge-packet.ts';
import { valueOf } from '../builders/test-vault.ts';

const formats = fileURLToPath(new URL('../../docs/formats/', import.meta.url));
const page = (name: string): string => readFileSync(`${formats}${name}`, 'utf8');

const schemas = {
  'dossier-file': ['dossier.yaml', DossierFile],
  'hazards': ['A hazard file in JSON', HazardFile],
  'checklist-record': ['An answered checklist', ChecklistRecordFile],
  'checklist-template': ['A checklist that comes with Countersign', ChecklistTemplate],
  'design-record': ['The design record of a release', DesignRecordFile],
  'hazard-register': ['The hazard register of a revision', HazardRegister],
  'evidence': ['One piece of evidence in neutral form', Evidence],
  'revision': ['A revision of a dossier', Revision],
  'packet-policy': ['What a gate demands of a packet', PacketPolicy],
  'status-list': ['What a board’s packets are worth today, as it is signed', StatusList],
  'signed-status-list': ['countersign-status.json', StatusListFile],
  'gate-report': ['What a gate answered', GateReport],
  'dossier-archive': ['fmt.json of a .dossier archive', ArchiveFormat],
} as const;

/** The code blocks of a page in one language. */
const blocks = (text: string, language: string): string[] => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]!);

describe('docs/formats', () => {
  // `npx vitest run test/docs/formats.test.ts -u` writes them anew.
  it.each(Object.entries(schemas))('%s.schema.json says what the program accepts', async (name, [title, schema]) => {
    const text = `${JSON.stringify({ ...z.toJSONSchema(schema, { io: 'input' }), title }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`${formats}${name}.schema.json`);
  });

  it('the example of dossier-file.md is one', () => {
    expect(valueOf(readDossierFile('dossier-file.md', encodeUtf8(blocks(page('dossier-file.md'), 'yaml')[0]!))).evidence.length).toBeGreaterThan(1);
  });

  it('the example of packet-policy.md is one, and names everything that a policy can', async () => {
    const policy = valueOf(await readPacketPolicy(encodeUtf8(blocks(page('packet-policy.md'), 'yaml')[0]!), 'policy.yaml'));
    expect([...Object.values(policy.require), ...Object.values(policy.allow), policy.maxAge].filter((value) => value === null || value === false || (Array.isArray(value) && value.length === 0))).toEqual([]);
  });

  it('the example of status-list.md is one, and names all that a list has', () => {
    const [file, list] = blocks(page('status-list.md'), 'json').map((text) => JSON.parse(text) as unknown) as [Record<string, unknown>, StatusList];
    expect(Object.keys(file)).toEqual(Object.keys(StatusListFile.shape));
    expect(StatusList.parse(list)).toEqual(list);
    expect(statusListFault(list)).toBeNull();
  });

  it('the examples of hazards.md give the same register', () => {
    const text = page('hazards.md');
    const [json, csv] = [blocks(text, 'json')[0]!, blocks(text, 'csv')[0]!];
    expect(valueOf(readHazards('hazards.md', encodeUtf8(csv)))).toEqual(valueOf(readHazards('hazards.md', encodeUtf8(json))));
    for (const column of hazardColumns) expect(text).toContain(`\`${column}\``);
  });

  // Each reader says of itself what it takes and what it measures.
  it('the table of evidence formats is the registry’s', async () => {
    const [begin, end] = ['-u` writes it anew -->\n', '<!-- end of formats -->'];
    const text = page('README.md');
    const rows = readers.map(({ id, title, kind, files, measures }) => `| \`${id}\` | ${title} | ${evidenceKindWords[kind].toLowerCase()} | ${files} | ${measures} |\n`);
    const table = `| format | what it is | evidence | files of one piece | what is read and can be judged |\n|---|---|---|---|---|\n${rows.join('')}`;
    const [before, after] = [text.slice(0, text.indexOf(begin) + begin.length), text.slice(text.indexOf(end))];
    await expect(`${before}${table}${after}`).toMatchFileSnapshot(`${formats}README.md`);
  });

  it('every answer has its row', () => {
    for (const answer of Object.keys(Answers.shape)) expect(page('README.md')).toMatch(new RegExp(`^\\| .*\`${answer}\`.* \\|`, 'm'));
  });
});
