import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const sacmCase = (inside: string, namespace = 'http://www.omg.org/spec/SACM/2.2'): string => `<?xml version="1.0" encoding="UTF-8"?>
<acme:AssuranceCasePackage xmlns:acme="${namespace}" id="case" name="Docking arm">
  <argumentPackage id="argument">
${inside}
  </argumentPackage>
</acme:AssuranceCasePackage>
`;
export const sacmClaim = (id: string, declaration = 'asserted'): string => `    <Claim id="${id}" name="Claim ${id}" assertionDeclaration="${declaration}"><description><content lang="en">What ${id} says.</content></description></Claim>`;
export const sacmEvidence = (id: string): string => `    <ArtifactReference id="${id}" name="Report ${id}"/>`;
export const sacmLink = (kind: string, id: string, sources: readonly string[], target: string, attributes = 'assertionDeclaration="asserted"'): string => `    <${kind} id="${id}" ${attributes}>${sources.map((source) => `<source ref="${source}"/>`).join('')}<target ref="${target}"/></${kind}>`;
export const sacmWhole = (lower = 'asserted', inference = 'assertionDeclaration="asserted"'): string => sacmCase([
  sacmClaim('top'), sacmClaim('low', lower), sacmEvidence('report'), sacmEvidence('setting'), sacmLink('AssertedInference', 'inf', ['low'], 'top', inference), sacmLink('AssertedEvidence', 'proof', ['report'], 'low'), sacmLink('AssertedContext', 'where', ['setting'], 'top'),
].join('\n'));
export const sacmXmi = `<?xml version="1.0" encoding="UTF-8"?>
<argumentation:ArgumentPackage xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:argumentation="http://omg.sacm/2.0/argumentation" gid="pack">
  <argumentationElement xsi:type="argumentation:Claim" gid="A" assertionDeclaration="asserted"><name content="The arm stops in time"/></argumentationElement>
  <argumentationElement xsi:type="argumentation:Claim" gid="B" assertionDeclaration="axiomatic"><name content="Brakes obey physics"/></argumentationElement>
  <argumentationElement xsi:type="argumentation:AssertedInference" gid="I" source="//@argumentationElement.1" target="//@argumentationElement.0"/>
</argumentation:ArgumentPackage>
`;

export const fixtures: FormatFixtures = {
  format: 'sacm',
  good: { 'whole': [rawFile('case.xml', sacmWhole())], 'needs support': [rawFile('case.sacm', sacmWhole('needsSupport'))], 'XMI': [rawFile('case.xmi', sacmXmi)] },
};
