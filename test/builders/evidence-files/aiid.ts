import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const aiidIncidents = `_id,incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,Alleged harmed or nearly harmed parties,description,title
ObjectId(0a1b2c),7,2024-05-06,"[11,12]","[""acme-pumps""]","[""acme-pumps"",""flow-labs""]","[""patients""]",A pump gave too much.,Pump gave a double dose
ObjectId(0a1b2d),9,2024-07-08,[13],"[""north-clinic""]","[""flow-labs""]","[""patients"",""nurses""]","An alarm, silenced.",Alarm silenced itself
ObjectId(0a1b2e),31,2024-05-07,[14],"[""acme-pumps""]","[""acme-pumps""]","[""patients""]",The same as before.,Double dose again
`;
export const aiidDuplicates = 'duplicate_incident_number,true_incident_number\n31,7\n';
export const aiidMit = 'Namespace,Incident ID,Published,Risk Domain,Entity\nMIT,7,True,"7. AI system safety, failures",AI\nMIT,31,False,7. AI system safety,Human\n';
export const aiidCset = '_id,Namespace,Incident ID,Published,Harm Domain,Infrastructure Sectors\nObjectId(77aa),CSETv1,7,True,yes,"[""healthcare"",""energy""]"\n';
export const aiidReport = 'A reporter wrote these words.';
export const aiidJson = `${JSON.stringify({ data: { incidents: [{ incident_id: 7, title: 'Pump gave a double dose', date: '2024-05-06', description: 'A pump gave too much.', AllegedDeployerOfAISystem: [{ entity_id: 'acme-pumps', name: 'Acme Pumps' }], AllegedDeveloperOfAISystem: [], AllegedHarmedOrNearlyHarmedParties: [{ entity_id: 'patients', name: 'Patients' }], reports: [{ report_number: 11, title: 'Pump recalled', url: 'https://news.example/pump', date_published: '2024-05-08', source_domain: 'news.example', text: aiidReport, plain_text: aiidReport }] }] } }, null, 1)}\n`;

export const fixtures: FormatFixtures = {
  format: 'aiid',
  good: {
    'a snapshot': [rawFile('aiid/incidents.csv', aiidIncidents), rawFile('aiid/duplicates.csv', aiidDuplicates), rawFile('aiid/classifications_MIT.csv', aiidMit), rawFile('aiid/classifications_CSETv1.csv', aiidCset)],
    'incidents': [rawFile('incidents.csv', aiidIncidents)],
    'duplicates': [rawFile('duplicates.csv', aiidDuplicates)],
    'classifications': [rawFile('classifications_MIT.csv', aiidMit)],
    'samples': [rawFile('sample.csv', 'Incident ID,Date,Summary,AIID URL,Alleged deployer,Alleged developer,Alleged harmed parties,Risk Domain,Entity\n7,5/6/2024,A pump gave too much.,https://incidentdatabase.ai/cite/7,"[""acme-pumps""]","[""acme-pumps""]","[""patients""]",7 AI system safety,AI\n')],
    'an answer of GraphQL': [rawFile('answer.json', aiidJson)],
    'reports': [rawFile('reports.csv', `_id,authors,date_published,report_number,source_domain,text,title,url\nObjectId(1),"[""A. Writer""]",2024-05-08,11,news.example,${aiidReport},Pump recalled,https://news.example/pump\n`)],
  },
};
