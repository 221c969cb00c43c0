// A one-off command of the embedded deployment's operator: a request on standard input, if it needs one, and what came of it on standard output.
import { request } from 'node:http';

const asking = request(process.argv[2], { method: 'POST' }, (answer) => {
  answer.pipe(answer.statusCode === 200 ? process.stdout : process.stderr);
  process.exitCode = answer.statusCode === 200 ? 0 : 1;
});
asking.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
process.stdin.pipe(asking);
