import path from 'node:path';
import { loadProgram } from '../node/loadProgram.ts';

// The program of the other threads: the command line's own, which serves as a helper in a thread that was started for that.
loadProgram(path.join(__dirname, 'commandLine.js'));
