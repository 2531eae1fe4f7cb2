package org.latentlab.platform.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** The settings of the sample plug-in's node, as KNIME 5.12 wrote them, against the same parameters here. */
class SampleSettingsTest {

    private static final Path WORKFLOW =
        Path.of(System.getenv().getOrDefault("LATENTLAB_SAMPLE_PLUGIN",
            Path.of("..", "..", "..", "..", "shared", "design", "sample-plugin").toString())).resolve("workflow");

    private static String xml() throws IOException {
        final var file = WORKFLOW.resolve("Sample Source (#1)").resolve("settings.xml");
        assumeTrue(Files.isRegularFile(file), "KNIME's own workflow is not at " + file.toAbsolutePath().normalize()
            + "; set LATENTLAB_SAMPLE_PLUGIN to the sample plug-in's directory");
        return Files.readString(file);
    }

    private static NodeSettings model(final String xml) throws IOException, InvalidSettingsException {
        final var settings =
            (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return settings.getNodeSettings("model");
    }

    private static String write(final NodeSettingsRO settings) throws IOException {
        final var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everySettingsFileIsWrittenAsItWasRead() throws Exception {
        xml();
        try (var files = Files.walk(WORKFLOW)) {
            for (final var file : files.filter(f -> f.toString().matches(".*(settings\\.xml|\\.knime)")).toList()) {
                final var text = Files.readString(file);
                final var settings = NodeSettings
                    .loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
                assertEquals(text, write(settings), file.toString());
            }
        }
    }

    @Test
    void theParametersHaveTheValuesInTheFile() throws Exception {
        final var parameters = ParametersPersistence.load(model(xml()), SampleSourceParameters.class);
        assertEquals("n", parameters.m_prefix);
        assertEquals(3, parameters.m_rowCount);
        assertEquals(42, parameters.m_seed);
        assertEquals(0.7, parameters.m_temperature);
        assertEquals(SampleSourceParameters.Mode.FAST, parameters.m_mode);
        assertEquals("line1\nline2 <&>\"é", parameters.m_onlySlow);
        assertEquals(Optional.empty(), parameters.m_maybeText);
        assertEquals(Optional.of(7), parameters.m_maybeInt);
        assertArrayEquals(new String[]{"a", "c"}, parameters.m_choices);
        assertEquals(2, parameters.m_items.length);
        assertEquals(1.0, parameters.m_items[1].m_weight);
        assertEquals("nested", parameters.m_group.m_nestedText);
        assertArrayEquals(new String[]{"b"}, parameters.m_strings.filter(new String[]{"a", "b"}));
        assertEquals(LocalDate.of(2026, 1, 2), parameters.m_date);
        assertEquals(StringCell.TYPE, parameters.m_type);
        assertEquals("renamed", parameters.m_renamed);
        assertArrayEquals(new int[]{1, 2, 3}, parameters.m_intArray);
        assertEquals("without m_ prefix", parameters.noPrefix);
    }

    /** Without the credentials, which are not kept here: no node of LatentLab has any. */
    @Test
    void theParametersAreWrittenByteForByteAsKnimeWroteThem() throws Exception {
        final var model = model(xml());
        final var parameters = ParametersPersistence.load(model, SampleSourceParameters.class);
        model.removeConfig("credentials");
        final var saved = new NodeSettings("model");
        ParametersPersistence.save(parameters, saved);
        assertEquals(write(model), write(saved));
    }

    @Test
    void theDefaultsAreWhatKnimeWroteForAFreshNode() throws Exception {
        final var model = model(xml());
        model.removeConfig("credentials");
        final var saved = new NodeSettings("model");
        ParametersPersistence.save(new SampleSourceParameters(), saved);
        assertEquals(write(model), write(saved));
    }

    @Test
    void aKeyThatIsMissingIsAnErrorInKnimesWords() throws Exception {
        final var model = model(xml());
        model.removeConfig("seed");
        final var e = assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.load(model, SampleSourceParameters.class));
        assertEquals("Long for key \"seed\" not found.", e.getMessage());
    }

    @Test
    void aConstantThatDoesNotExistIsAnErrorInKnimesWords() throws Exception {
        final var model = model(xml().replace("value=\"FAST\"", "value=\"WARP\""));
        final var e = assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.load(model, SampleSourceParameters.class));
        assertEquals("Invalid value 'WARP'. Possible values: FAST, SLOW", e.getMessage());
    }

    @Test
    void parametersAreValidatedWhenLoaded() throws Exception {
        final var model = model(xml().replace("key=\"prefix\" type=\"xstring\" value=\"n\"",
            "key=\"prefix\" type=\"xstring\" value=\" \""));
        final var e = assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.load(model, SampleSourceParameters.class));
        assertEquals("Prefix must not be blank (validate).", e.getMessage());
    }
}
