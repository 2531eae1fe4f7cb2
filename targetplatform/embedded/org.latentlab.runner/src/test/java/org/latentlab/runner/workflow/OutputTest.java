package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.nodes.TestImagesNodeFactory;

/** What is written of what comes out of unconnected ports. */
class OutputTest extends RunTestCase {

    private static final String BASE = "Test Images (#1) - ";

    private void writeImages() throws Exception {
        final WorkflowBuilder workflow = builder();
        workflow.node(TestImagesNodeFactory.class);
        workflow.write(m_workflow);
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.walk(m_out)) {
            return files.filter(Files::isRegularFile)
                .map(f -> m_out.relativize(f).toString().replace('\\', '/')).sorted().toList();
        }
    }

    @Test
    void writesTablesImagesAndFilesOfUnconnectedPorts() throws Exception {
        writeImages();
        final RunReport report = run();
        assertEquals(ExitCodes.OK, report.exitCode(), report::toString);
        assertEquals(List.of(BASE + "Images images/Row-A (2).png", BASE + "Images images/Row-a.png",
            BASE + "Images.csv", BASE + "Plot.png", BASE + "Report.html"), files());
        assertEquals("Row ID,image,\"class, of it\"\n" //
            + "Row/a,Test Images (#1) - Images images/Row-a.png,\"say \"\"one\"\"\"\n" //
            + "Row/A,Test Images (#1) - Images images/Row-A (2).png,\"\"\n" //
            + "Row/b,,\n", csv(BASE + "Images.csv"));
        assertEquals(2, ImageIO.read(m_out.resolve(BASE + "Images images/Row-A (2).png").toFile()).getWidth());
        assertEquals(3, ImageIO.read(m_out.resolve(BASE + "Plot.png").toFile()).getWidth());
        assertEquals("<html>", csv(BASE + "Report.html"));
        assertEquals(List.of(BASE + "Images images", BASE + "Images.csv", BASE + "Plot.png", BASE + "Report.html"),
            report.written().stream().map(p -> p.getFileName().toString()).toList());
    }

    @Test
    void leavesPortsAloneThatAreConnected() throws Exception {
        writeChain(n -> n);
        run();
        assertEquals(List.of("Test Pass (#2) - Out.csv"), files());
    }

    @Test
    void replacesWhatAnEarlierRunLeftAndNothingElse() throws Exception {
        writeImages();
        Files.createDirectories(m_out.resolve(BASE + "Images images"));
        Files.writeString(m_out.resolve(BASE + "Images images/old.png"), "old");
        Files.writeString(m_out.resolve(BASE + "Images.csv"), "old");
        Files.writeString(m_out.resolve("mine.txt"), "mine");
        assertEquals(ExitCodes.OK, run().exitCode());
        assertFalse(files().contains(BASE + "Images images/old.png"));
        assertEquals("mine", csv("mine.txt"));
        final byte[] first = Files.readAllBytes(m_out.resolve(BASE + "Images.csv"));
        run();
        assertArrayEquals(first, Files.readAllBytes(m_out.resolve(BASE + "Images.csv")));
        assertEquals(6, files().size(), files()::toString);
    }

    @Test
    void writesNothingUnlessAsked() throws Exception {
        writeImages();
        final RunReport report = run(RunRequest.of(m_workflow));
        assertEquals(ExitCodes.OK, report.exitCode());
        assertEquals(List.of(), report.written());
    }
}
