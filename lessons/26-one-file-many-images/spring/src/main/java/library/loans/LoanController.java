package library.loans;

import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class LoanController {
    private final List<Loan> loans = List.of(
            new Loan("The Sea, the Sea", LocalDate.of(2024, 5, 2)),
            new Loan("Middlemarch", LocalDate.of(2024, 5, 30)));

    @GetMapping("/overdue")
    public List<Loan> overdue() {
        LocalDate today = LocalDate.now();
        return loans.stream().filter(loan -> loan.isOverdue(today)).toList();
    }
}
