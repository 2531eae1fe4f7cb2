package org.latentlab.runner.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

/**
 * A preferences file as KNIME exports it (EPF). Where no Eclipse platform runs, the preference {@code key} of the
 * qualifier {@code q} is the system property {@code q.key}, which is where the nodes then look for it.
 */
public final class Preferences {

    /** Later scopes win over earlier ones, as in Eclipse's order of lookup. */
    private static final String[] SCOPES = {"/configuration/", "/profile/", "/instance/"};

    private Preferences() {
    }

    /**
     * @param file the file to read
     * @return the preferences in it, by {@code qualifier.key}; lines of the default scope are not applied
     * @throws RunnerException if it cannot be read or is no preferences file
     */
    public static Map<String, String> read(final Path file) throws RunnerException {
        final Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new RunnerException(ExitCodes.USAGE, "The preferences file " + file + " cannot be read"
                + (Files.exists(file) ? ": " + e.getMessage() : ": there is no such file"), e);
        }
        if (!lines.containsKey("file_export_version")) {
            throw new RunnerException(ExitCodes.USAGE, "The file " + file + " is no preferences file: its first line"
                + " is not file_export_version=3.0. Export the preferences in KNIME, or put that line first.");
        }
        final Map<String, String> preferences = new LinkedHashMap<>();
        for (String scope : SCOPES) {
            lines.stringPropertyNames().stream().sorted().filter(line -> line.startsWith(scope)).forEach(line -> {
                final String[] qualifierAndKey = line.substring(scope.length()).split("/", 2);
                if (qualifierAndKey.length == 2) {
                    preferences.put(qualifierAndKey[0] + "." + qualifierAndKey[1].replace('/', '.'),
                        lines.getProperty(line));
                }
            });
        }
        return preferences;
    }
}
