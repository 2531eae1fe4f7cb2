package org.latentlab.runner.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.runner.progress.NodeResult.Status;

class SummaryTableTest {

    @Test
    void alignsColumnsAndWrapsWarningsBelowTheirNode() {
        final List<String> lines = SummaryTable.render(List.of(
            new NodeResult(new NodeLabel(1, "Synthetic Digits"), Status.EXECUTED, 60000, 1.23, ""),
            new NodeResult(new NodeLabel(2, "Encode"), Status.EXECUTED, 5, 95,
                "3 images could not be used: Row1, Row2"),
            new NodeResult(new NodeLabel(3, "GMM Fit"), Status.FAILED, -1, 0.1,
                "Node 'GMM Fit' (#3): K = 9 is too large."),
            new NodeResult(new NodeLabel(13, "Plot"), Status.SKIPPED, -1, 0, "")), 42);
        assertEquals(List.of( //
            "Node                   Status      Rows        Time", //
            "──────────────────────────────────────────", //
            "Synthetic Digits (#1)  executed  60,000       1.2 s", //
            "Encode (#2)            executed       5  1 min 35 s", //
            "    3 images could not be used: Row1, Row2", //
            "GMM Fit (#3)           failed                 0.1 s", //
            "    K = 9 is too large.", //
            "Plot (#13)             skipped"), lines.stream().map(String::stripTrailing).toList());
    }
}
