package library.loans;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LoansApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(LoansApplication.class, arguments);
    }
}
