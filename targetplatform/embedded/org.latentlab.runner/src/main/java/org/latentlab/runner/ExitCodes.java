package org.latentlab.runner;

/** What a run ends with; the same numbers as KNIME's batch executor. */
public final class ExitCodes {

    /** Everything was done. */
    public static final int OK = 0;

    /** The command line is wrong: an unknown option, a missing file, a directory that cannot be written to. */
    public static final int USAGE = 2;

    /** The workflow could not be loaded, or its settings are not what its nodes take. */
    public static final int LOAD = 3;

    /** A node failed, or was left unexecuted. */
    public static final int EXECUTE = 4;

    private ExitCodes() {
    }
}
