import { writeFileSync } from 'node:fs';
import { faults, weathers } from '../../../local-deployment';
import { faultsTable } from './faults-table';

writeFileSync(new URL('../../../docs/faults.md', import.meta.url), faultsTable(faults, weathers));
