/** Tells the page in which language its words are and which way they run, for hyphenation, fonts and whoever reads it aloud. */
import { language } from '../../shared/copy/language.ts';

document.documentElement.lang = language.tag;
document.documentElement.dir = language.direction;
