import { takesFilesTheWholeWay } from './whole-path.js';

takesFilesTheWholeWay('path');
