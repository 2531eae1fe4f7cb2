package org.latentlab.engine.generate;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.latentlab.engine.archive.ManifestView;

/** A {@link ModelInput} as the section "input" of a manifest; where there is nothing to tell, there is no section. */
public final class InputManifest {

    private static final String INPUT = "input";

    private InputManifest() {
    }

    /**
     * @param manifest receives the section
     * @param input what it tells
     */
    public static void put(final Map<String, Object> manifest, final ModelInput input) {
        if (input.isPlain()) {
            return;
        }
        final Map<String, Object> i = new LinkedHashMap<>();
        i.put("gray", input.gray());
        i.put("columns", input.columns());
        i.put("offset", Arrays.stream(input.offset()).boxed().toList());
        i.put("scale", Arrays.stream(input.scale()).boxed().toList());
        manifest.put(INPUT, i);
    }

    /**
     * @param manifest a manifest
     * @return what its section tells
     * @throws IOException if a value is missing or of another type
     */
    public static ModelInput read(final ManifestView manifest) throws IOException {
        if (!manifest.has(INPUT)) {
            return ModelInput.AS_IT_IS;
        }
        final ManifestView i = manifest.object(INPUT);
        return new ModelInput(i.flag("gray"), i.strings("columns"), i.numbers("offset"), i.numbers("scale"));
    }
}
