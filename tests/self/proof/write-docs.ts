import { writeFileSync } from 'node:fs';
import { faults, weathers } from '../../../local-deployment/faults';
import { diagnosisPage } from '../diagnosis/page';
import { faultsTable } from './faults-table';

writeFileSync(new URL('../../../docs/faults.md', import.meta.url), faultsTable(faults, weathers));
writeFileSync(new URL('../../../docs/diagnosis.md', import.meta.url), diagnosisPage());
