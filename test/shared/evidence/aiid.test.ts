import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import { aiidDuplicates, aiidIncidents, aiidJson, aiidReport, fixtures } from '../../builders/evidence-files/aiid.ts';
import { rawFile } from '../../builders/raw-file.ts';

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/aiid');
const has = existsSync(samples);
if (!has) console.info('The genuine AI Incident Database samples are not at hand (../shared/evidence-samples); their tests are skipped.');

function reading(...files: readonly RawFile[]) {
  const result = readEvidence({ files, format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const genuine = (name: string): RawFile => rawFile(`aiid/${name}`, readFileSync(path.join(samples, name), 'utf8'));

describe('AI Incident Database', () => {
  it('reads incidents: lists in cells, ObjectIds, the day', () => {
    const { entries, results, links, verdict, kind } = reading(rawFile('incidents.csv', aiidIncidents));
    expect(entries[1]).toMatchObject({ id: '9', type: 'incident', title: 'Alarm silenced itself', at: '2024-07-08T00:00:00.000Z', state: null });
    expect(entries[1]!.text).toBe('An alarm, silenced.\nDate: 2024-07-08\nAlleged deployer: north-clinic\nAlleged developer: flow-labs\nAlleged harmed or nearly harmed: patients, nurses\nReports: 1');
    expect(JSON.stringify(entries)).not.toContain('ObjectId');
    expect(results).toMatchObject([{ metric: 'incidents', value: 3, unit: 'count' }]);
    expect(links.incidentIds).toEqual(['7', '9', '31']);
    expect([kind, verdict]).toEqual(['incident', 'none']);
  });

  it('gathers one folder’s tables, leads a retired id to the true one, and keeps taxonomies apart', () => {
    const files = fixtures.good['a snapshot']!;
    expect(gatherPieces([...files, rawFile('other/duplicates.csv', aiidDuplicates), rawFile('aiid/readme.txt', 'x')].map(headOf))).toEqual([files.map(({ name }) => name), ['other/duplicates.csv'], ['aiid/readme.txt']]);
    const { entries, results, links, facts } = reading(...files);
    expect(results.map(({ metric, value }) => [metric, value])).toEqual([['incidents', 2], ['duplicates', 1], ['classifications', 3]]);
    expect(entries.map(({ id, state }) => [id, state])).toEqual([['7', null], ['9', null], ['31', 'closed']]);
    expect(entries[2]).toMatchObject({ stateRaw: 'duplicate of 7', links: [{ to: '7', as: 'same-as' }] });
    expect(entries[0]!.text).toContain('Classified by MIT. Risk Domain: 7. AI system safety, failures; Entity: AI');
    expect(entries[0]!.text).toContain('Classified by CSETv1. Harm Domain: yes; Infrastructure Sectors: healthcare, energy');
    expect(entries[0]!.text).toContain('Classified by MIT (not published). Risk Domain: 7. AI system safety; Entity: Human (classified as incident 31)');
    expect(links.incidentIds).toEqual(['7', '9']);
    expect(facts).toContainEqual({ name: 'taxonomies', value: 'MIT, CSETv1' });
  });

  it('follows chains of duplicates, and stops where they go in a circle', () => {
    const { entries, warnings } = reading(rawFile('d.csv', 'duplicate_incident_number,true_incident_number\n1,2\n2,3\n8,9\n9,8\n'));
    expect(entries.map(({ id, stateRaw }) => [id, stateRaw])).toEqual([['1', 'duplicate of 3'], ['2', 'duplicate of 3']]);
    expect(warnings.map(({ code }) => code)).toEqual(['circle', 'circle']);
  });

  it('leaves the texts of reports out and says so', () => {
    for (const file of [rawFile('answer.json', aiidJson), fixtures.good['reports']![0]!]) {
      const evidence = reading(file);
      expect(JSON.stringify(evidence)).not.toContain(aiidReport);
      expect(evidence.warnings.map(({ code }) => code)).toEqual(['report-text']);
      expect(evidence.entries.find(({ type }) => type === 'evidence')).toMatchObject({ id: 'report 11', title: 'Pump recalled', at: '2024-05-08T00:00:00.000Z' });
    }
    expect(reading(rawFile('answer.json', aiidJson)).entries[0]!.text).toContain('Alleged deployer: Acme Pumps');
  });

  it('keeps a cell that is no list as text, with its line', () => {
    const { entries, warnings } = reading(rawFile('incidents.csv', aiidIncidents.replace('"[""north-clinic""]"', '[north-clinic')));
    expect(entries[1]!.text).toContain('Alleged deployer: [north-clinic');
    expect(warnings).toMatchObject([{ code: 'not-a-list', place: 'incidents.csv, line 3' }]);
  });

  it('E-6 names the table that can’t be read', () => {
    const files = [rawFile('a/incidents.csv', aiidIncidents), rawFile('a/duplicates.csv', 'nothing of the kind')];
    expect(readEvidence({ files, format: 'aiid', kind: null, answers: {} })).toMatchObject({ ok: false, trouble: { params: { name: 'a/duplicates.csv', place: 'line 1' } } });
  });

  describe.runIf(has)('the genuine samples', () => {
    it('are read together where a table of incidents is among them; the licence stays unknown', () => {
      expect(detect([genuine('license.txt')]).kind).toBe('unknown');
      const tables = ['classifications_MIT.csv', 'duplicates.csv', 'incidents_first80.csv', 'sample-incident-classifications.csv'].map(genuine);
      expect(gatherPieces([...tables, genuine('license.txt'), genuine('graphql-report-flagged.json')].map(headOf))[0]).toEqual(tables.map(({ name }) => name));
      const { entries, results } = reading(...tables);
      expect(results.map(({ metric, value }) => [metric, value])).toEqual([['incidents', 80], ['duplicates', 12], ['classifications', 871]]);
      const text = entries.find(({ id }) => id === '1')!.text!;
      for (const part of ['Alleged deployer: youtube', 'Classified by MIT. Risk Domain: 1. Discrimination and Toxicity', 'Classified in the sample. Risk Domain: 1 Discrimination & Toxicity']) expect(text).toContain(part);
      expect(entries.find(({ id }) => id === '90')).toMatchObject({ state: 'closed', links: [{ to: '77', as: 'same-as' }] });
    });
    it('are read alone', () => {
      expect(reading(genuine('incidents_first80.csv')).entries.find(({ id }) => id === '4')).toMatchObject({ title: 'Uber AV Killed Pedestrian in Arizona', at: '2018-03-18T00:00:00.000Z' });
      expect(reading(genuine('classifications_MIT.csv')).results).toMatchObject([{ metric: 'classifications', value: 869 }]);
      expect(reading(genuine('sample-incident-classifications.csv')).entries[0]).toMatchObject({ id: '1', at: '2015-05-19T00:00:00.000Z' });
      const flagged = reading(genuine('graphql-report-flagged.json'));
      expect(flagged.entries).toMatchObject([{ id: 'report 1', title: 'For some Starbucks workers, job leaves bitter taste' }]);
      expect(JSON.stringify(flagged)).not.toContain('Liberte Locke');
    });
  });
});
