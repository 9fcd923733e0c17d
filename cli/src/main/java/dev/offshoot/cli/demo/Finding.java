package dev.offshoot.cli.demo;

/**
 * One thing the demo checked by itself.
 *
 * @param holds whether it was seen to be so; false also when it could not be checked
 * @param sentence what was checked, with figures
 */
record Finding(boolean holds, String sentence) {}
