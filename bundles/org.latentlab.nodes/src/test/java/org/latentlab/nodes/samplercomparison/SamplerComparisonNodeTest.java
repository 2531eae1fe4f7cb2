package org.latentlab.nodes.samplercomparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.TestSamplers;
import org.latentlab.platform.ui.NodeHandle;

final class SamplerComparisonNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private SamplerComparisonParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new SamplerComparisonNodeFactory(), m_directory);
        m_parameters = new SamplerComparisonParameters();
    }

    private PortObject[] samplers(final int count) throws Exception {
        return Collections.nCopies(count, TestSamplers.sampler(m_node.exec())).toArray(PortObject[]::new);
    }

    @Test
    void samplersGiveTablesAVerdictAndAPage() throws Exception {
        final Path file = m_directory.resolve("page.html");
        m_parameters.m_outputFile = file.toString();
        m_parameters.m_title = "Which one?";
        m_parameters.m_modelNames = "VAE 2, VAE 2, VAE 10";
        final NodeHandle.Executed executed = m_node.run(m_parameters, samplers(3));
        assertNull(executed.warning());
        final PortObject[] out = executed.out();
        final FittedSampler sampler = TestSamplers.sampler();
        assertEquals(List.of("VAE 2", "VAE 2", "VAE 10"), PortRun.texts(out[0], "model"));
        assertEquals(List.of("Simple", "Simple (2)", "Simple"), PortRun.texts(out[0], "sampler"));
        assertArrayEquals(new double[]{4, 4, 4}, PortRun.numbers(out[0], "n"));
        final double accuracy = sampler.fresh().get(1).accuracy();
        assertArrayEquals(new double[]{accuracy, accuracy, accuracy}, PortRun.numbers(out[0], "accuracy"));
        assertEquals(sampler.objective().of(sampler.fresh().get(1)), PortRun.numbers(out[0], "objective")[2]);
        assertEquals(3 * sampler.curve().size(), ((BufferedDataTable)out[1]).size());
        assertEquals(sampler.fresh().get(2).cosine(), PortRun.numbers(out[1], "cosine")[2]);
        assertEquals(4, ((BufferedDataTable)out[2]).size(), "two accuracies for each of two models");
        final String html = Files.readString(((ReportPortObject)out[3]).file(), StandardCharsets.UTF_8);
        assertTrue(html.contains("<h1>Which one?</h1>"));
        assertEquals(html, Files.readString(file, StandardCharsets.UTF_8));
        final NodeHandle.Configured configured = m_node.configure(m_parameters, samplers(3));
        assertEquals(SamplerTables.samplersSpec(), configured.outSpecs()[0]);
        assertArrayEquals(((BufferedDataTable)out[1]).getDataTableSpec().getColumnNames(),
            ((DataTableSpec)configured.outSpecs()[1]).getColumnNames());
    }

    @Test
    void withoutNamesSamplersAreOfOneModelByItsSummary() throws Exception {
        final PortObject table = m_node.run(m_parameters, samplers(1)).out()[0];
        assertEquals(List.of("a decoder"), PortRun.texts(table, "model"));
        assertEquals(List.of("Simple"), PortRun.texts(table, "sampler"));
    }

    @Test
    void refusesWrongNamesAndNoSampler() throws Exception {
        m_parameters.m_samplerNames = "one, two";
        assertEquals("There are 2 sampler names (one; two), but 3 samplers. Give one name a line for each sampler, or "
            + "none.", m_node.refusal(m_parameters, samplers(3)));
        m_parameters.m_samplerNames = "";
        assertEquals("Connect at least one sampler to 'Samplers'.", m_node.refusal(m_parameters));
        m_parameters.m_samplerNames = "same, same";
        assertEquals("Two samplers of one model have the same name. Give each its own.",
            m_node.failure(m_parameters, samplers(2)));
        m_parameters.m_outputFile = "page.pdf";
        assertTrue(m_node.refusal(m_parameters, samplers(2)).contains(".html"));
    }
}
