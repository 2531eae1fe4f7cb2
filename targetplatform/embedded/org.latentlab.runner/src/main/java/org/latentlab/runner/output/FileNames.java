package org.latentlab.runner.output;

import java.util.Locale;
import java.util.Set;

/** File names out of what people call things: the same on every system, Windows included. */
final class FileNames {

    private static final int LONGEST = 120;

    /** Names that Windows keeps for devices, whatever extension follows. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4",
        "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileNames() {
    }

    /**
     * @param name any text
     * @return the text with '-' for each character that some file system refuses, at most 120 characters, not empty,
     *         without blanks or dots at its end
     */
    static String safe(final String name) {
        String safe = name.replaceAll("[<>:\"/\\\\|?*\\p{Cntrl}]", "-").strip();
        if (safe.length() > LONGEST) {
            safe = safe.substring(0, LONGEST);
        }
        safe = safe.replaceFirst("[. ]+$", "");
        if (safe.isEmpty()) {
            return "_";
        }
        return DEVICES.contains(safe.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT)) ? "_" + safe : safe;
    }
}
